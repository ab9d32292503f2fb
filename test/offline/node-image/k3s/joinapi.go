package main

import (
	"crypto/subtle"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	clientv3 "go.etcd.io/etcd/client/v3"
	"k8s.io/client-go/kubernetes"
)

const (
	joinPath           = "/v1-k3s/"
	nodeNameHeader     = "K3s-Node-Name"
	nodePasswordHeader = "K3s-Node-Password"
	nodeIPHeader       = "K3s-Node-IP"
)

// joinAPI is the part of k3s's supervisor API that a joining node needs: the
// CAs, the cluster's settings, and certificates against token and node password;
// and for a joining server, what the servers share and who is in etcd.
type joinAPI struct {
	dir                string
	users              map[string]string // user → secret
	clientCA, serverCA *authority
	passwords          nodePasswords
	etcd               *clientv3.Client // nil where the data is in SQLite
}

func newJoinAPI(dir string, client kubernetes.Interface) (*joinAPI, error) {
	certs := pki(dir + "/tls")
	clientCA, err := certs.authority("client-ca")
	if err != nil {
		return nil, err
	}
	serverCA, err := certs.authority("server-ca")
	if err != nil {
		return nil, err
	}
	file, err := os.Open(filepath.Join(dir, "cred", "passwd"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	users, err := readUsers(file)
	if err != nil {
		return nil, err
	}
	var etcd *clientv3.Client
	if etcdInitialized(dir) {
		if etcd, err = etcdClient(etcdPKI(dir), localEtcd); err != nil {
			return nil, err
		}
	}
	return &joinAPI{dir, users, clientCA, serverCA, nodePasswords{client}, etcd}, nil
}

// before answers what is k3s's own, and leaves the rest to Kubernetes.
func (a *joinAPI) before(kubernetes http.Handler) http.Handler {
	file := func(elem ...string) http.Handler {
		path := filepath.Join(append([]string{a.dir}, elem...)...)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, path) })
	}
	authed := http.NewServeMux()
	authed.Handle(joinPath+"config", file("cred", "agent-config.json"))
	authed.Handle(joinPath+"client-ca.crt", file("tls", "client-ca.crt"))
	authed.Handle(joinPath+"server-ca.crt", file("tls", "server-ca.crt"))
	authed.Handle("POST "+joinPath+"client-kubelet.crt", a.certificate(a.clientCA, a.verifiedNode, func(r *http.Request) *x509.Certificate {
		return clientTemplate("system:node:"+nodeName(r), "system:nodes")
	}))
	authed.Handle("POST "+joinPath+"serving-kubelet.crt", a.certificate(a.serverCA, a.verifiedNode, func(r *http.Request) *x509.Certificate {
		return servingTemplate(nodeName(r), []string{nodeName(r), "localhost", "127.0.0.1", r.Header.Get(nodeIPHeader)})
	}))
	authed.Handle("POST "+joinPath+"client-kube-proxy.crt", a.certificate(a.clientCA, nil, func(*http.Request) *x509.Certificate {
		return clientTemplate("system:kube-proxy")
	}))
	servers := http.NewServeMux()
	servers.Handle(bootstrapPath, serveBootstrap(a.dir))
	servers.HandleFunc(dbInfoPath, a.dbInfo)
	mux := http.NewServeMux()
	mux.Handle("/cacerts", file("tls", "server-ca.crt"))
	mux.HandleFunc("/ping", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "pong") })
	mux.Handle(joinPath, a.authenticated(authed, "node", "server"))
	mux.Handle(bootstrapPath, a.authenticated(servers, "server"))
	mux.Handle(dbInfoPath, a.authenticated(servers, "server"))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.Contains([]string{"/cacerts", "/ping", dbInfoPath}, r.URL.Path) || strings.HasPrefix(r.URL.Path, joinPath) {
			mux.ServeHTTP(w, r)
			return
		}
		kubernetes.ServeHTTP(w, r)
	})
}

func (a *joinAPI) authenticated(next http.Handler, as ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, given, ok := r.BasicAuth()
		if !ok {
			refuse(w, r, http.StatusForbidden, errors.New("forbidden"))
			return
		}
		secret, known := a.users[user]
		if !known || !slices.Contains(as, user) || subtle.ConstantTimeCompare([]byte(secret), []byte(given)) != 1 {
			refuse(w, r, http.StatusUnauthorized, errors.New("not authorized"))
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (a *joinAPI) dbInfo(w http.ResponseWriter, r *http.Request) {
	if a.etcd == nil {
		http.NotFound(w, r)
		return
	}
	found, err := a.etcd.MemberList(r.Context())
	if err != nil {
		refuse(w, r, http.StatusServiceUnavailable, err)
		return
	}
	json.NewEncoder(w).Encode(etcdMembers{found.Members})
}

// certificate signs the public key of the request's body, once verify lets it.
func (a *joinAPI) certificate(ca *authority, verify func(*http.Request) (int, error), template func(*http.Request) *x509.Certificate) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if verify != nil {
			if code, err := verify(r); err != nil {
				refuse(w, r, code, err)
				return
			}
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			refuse(w, r, http.StatusBadRequest, err)
			return
		}
		request, err := x509.ParseCertificateRequest(body)
		if err != nil {
			refuse(w, r, http.StatusBadRequest, err)
			return
		}
		signed, err := ca.sign(request.PublicKey, template(r))
		if err != nil {
			refuse(w, r, http.StatusInternalServerError, err)
			return
		}
		w.Write(signed)
	})
}

func (a *joinAPI) verifiedNode(r *http.Request) (int, error) {
	name, password := nodeName(r), r.Header.Get(nodePasswordHeader)
	if name == "" || password == "" {
		return http.StatusBadRequest, errors.New("node name or node password not set")
	}
	if err := a.passwords.client.Discovery().RESTClient().Get().AbsPath("/readyz").Do(r.Context()).Error(); err != nil {
		return http.StatusServiceUnavailable, errors.New("runtime core not ready")
	}
	err := a.passwords.ensure(r.Context(), name, password)
	var mismatch *passwordMismatch
	switch {
	case errors.As(err, &mismatch):
		return http.StatusForbidden, err
	case err != nil:
		return http.StatusServiceUnavailable, err
	}
	return http.StatusOK, nil
}

func nodeName(r *http.Request) string { return strings.ToLower(r.Header.Get(nodeNameHeader)) }

func refuse(w http.ResponseWriter, r *http.Request, code int, err error) {
	logf("error", "Sending %s %d response to %s: %v", r.Proto, code, r.RemoteAddr, err)
	http.Error(w, fmt.Sprint(err), code)
}
