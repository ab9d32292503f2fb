package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	api "k8s.io/client-go/tools/clientcmd/api"
)

const agentWaits = "Waiting to retrieve agent configuration; server is not ready"

// clusterInfo is what every node has to know of its cluster.
type clusterInfo struct {
	ServerCA, ClientCA, ClusterCIDR, ClusterDNS, ClusterDomain string
}

// joiner asks a server to take this node in, by k3s's own protocol.
type joiner struct {
	url, user, secret  string
	nodeName, password string
	nodeIP             string
	ca                 []byte
	client             *http.Client
}

// join gets what the node needs, into the agent's directory. It retries for
// ever, as k3s does, and says each time why it has to.
func (s *supervisor) join(ctx context.Context, url, token string) (cluster clusterInfo, err error) {
	var j *joiner
	if err := persist(ctx, "error", "Failed to validate connection to cluster at "+url, func() (err error) {
		// Whichever token it holds, an agent signs in as k3s's user "node".
		j, err = s.newJoiner(ctx, url, token, "node")
		return err
	}); err != nil {
		return cluster, err
	}
	err = persist(ctx, "info", agentWaits, func() error {
		cluster, err = s.configure(ctx, j)
		return err
	})
	return cluster, err
}

func persist(ctx context.Context, level, what string, f func() error) error {
	for {
		err := f()
		if err == nil {
			return nil
		}
		logf(level, "%s: %v", what, err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(2 * time.Second):
		}
	}
}

// newJoiner signs in to a server with a token, once the server is trusted.
func (s *supervisor) newJoiner(ctx context.Context, url, token, user string) (*joiner, error) {
	caHash, secret := splitToken(token)
	j := &joiner{url: strings.TrimSuffix(url, "/"), user: user, secret: secret, nodeName: s.nodeName, nodeIP: s.nodeIP}
	if err := j.trust(ctx, caHash); err != nil {
		return nil, err
	}
	if caHash == "" {
		logf("warning", "Cluster CA certificate is not trusted by the host CA bundle, but the token does not include a CA hash. "+
			"Use the full token from the server's node-token file to enable Cluster CA validation.")
	}
	return j, nil
}

// trust takes the server's CA, which the token may pin; only then is the token sent.
func (j *joiner) trust(ctx context.Context, caHash string) (err error) {
	j.client = httpClient(&tls.Config{InsecureSkipVerify: true})
	if j.ca, err = j.request(ctx, http.MethodGet, "/cacerts", nil); err != nil {
		return fmt.Errorf("failed to get CA certs: %w", err)
	}
	if found := fmt.Sprintf("%x", hashOf(j.ca)); caHash != "" && caHash != found {
		return fmt.Errorf("token CA hash does not match the Cluster CA certificate hash: %s != %s", caHash, found)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(j.ca)
	// The CA is known, so any name or address that leads to the server will do.
	j.client = httpClient(&tls.Config{RootCAs: roots, ServerName: "kubernetes"})
	return nil
}

func httpClient(config *tls.Config) *http.Client {
	return &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{TLSClientConfig: config, DisableKeepAlives: true}}
}

func (s *supervisor) configure(ctx context.Context, j *joiner) (cluster clusterInfo, err error) {
	config, err := j.request(ctx, http.MethodGet, joinPath+"config", nil)
	if err != nil {
		return cluster, fmt.Errorf("failed to retrieve configuration from server: %w", err)
	}
	if err := json.Unmarshal(config, &cluster); err != nil {
		return cluster, err
	}
	clientCA, err := j.request(ctx, http.MethodGet, joinPath+"client-ca.crt", nil)
	if err != nil {
		return cluster, err
	}
	cluster.ServerCA, cluster.ClientCA = string(j.ca), string(clientCA)
	if j.password, err = ownNodePassword(); err != nil {
		return cluster, err
	}
	for _, name := range []string{"serving-kubelet", "client-kubelet", "client-kube-proxy"} {
		if err := j.certificate(ctx, name, pki(s.agentDir())); err != nil {
			return cluster, err
		}
	}
	return cluster, s.writeNodeKubeconfigs(j)
}

func (s *supervisor) writeNodeKubeconfigs(j *joiner) error {
	server := api.Cluster{Server: j.url, TLSServerName: "kubernetes", CertificateAuthorityData: j.ca}
	certs := pki(s.agentDir())
	for name, cert := range map[string]string{"kubelet": "client-kubelet", "kubeproxy": "client-kube-proxy"} {
		user := api.AuthInfo{ClientCertificate: certs.crt(cert), ClientKey: certs.key(cert)}
		if err := writeKubeconfig(s.agentDir(name+".kubeconfig"), server, user); err != nil {
			return err
		}
	}
	return nil
}

// certificate has the server sign a new key of this node.
func (j *joiner) certificate(ctx context.Context, name string, dir pki) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	csr, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{}, key)
	if err != nil {
		return err
	}
	cert, err := j.request(ctx, http.MethodPost, joinPath+name+".crt", csr)
	if err != nil {
		return err
	}
	if block, _ := pem.Decode(cert); block == nil {
		return fmt.Errorf("%s%s.crt: no certificate in the answer", j.url, joinPath+name)
	}
	if err := writeKey(dir.key(name), key); err != nil {
		return err
	}
	return os.WriteFile(dir.crt(name), cert, 0o600)
}

func (j *joiner) request(ctx context.Context, method, path string, body []byte) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, j.url+path, strings.NewReader(string(body)))
	if err != nil {
		return nil, err
	}
	if j.ca != nil {
		request.SetBasicAuth(j.user, j.secret)
		request.Header.Set(nodeNameHeader, j.nodeName)
		request.Header.Set(nodePasswordHeader, j.password)
		request.Header.Set(nodeIPHeader, j.nodeIP)
	}
	response, err := j.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusForbidden && method == http.MethodPost {
		return nil, fmt.Errorf("Node password rejected, duplicate hostname or contents of '%s' may not match server node-passwd entry, "+
			"try enabling a unique node name with the --with-node-id flag", nodePasswordFile)
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", j.url+path, response.Status)
	}
	return io.ReadAll(response.Body)
}
