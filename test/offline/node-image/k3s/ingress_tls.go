package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"encoding/pem"
	"strings"

	v1 "k8s.io/api/core/v1"
)

// certificate is that of the Secret that an Ingress names for the host, else one
// that is signed by nobody.
func (c *ingressController) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	host := strings.ToLower(hello.ServerName)
	for _, ingress := range c.served() {
		for _, entry := range ingress.Spec.TLS {
			for _, pattern := range entry.Hosts {
				if host == "" || !matchesHost(strings.ToLower(pattern), host) {
					continue
				}
				secret, err := c.secrets.Secrets(ingress.Namespace).Get(entry.SecretName)
				if err != nil {
					logf("error", "Certificate for %s, ingress %s/%s: %v", host, ingress.Namespace, ingress.Name, err)
					continue
				}
				pair, err := tls.X509KeyPair(secret.Data[v1.TLSCertKey], secret.Data[v1.TLSPrivateKeyKey])
				if err != nil {
					logf("error", "Certificate for %s, secret %s/%s: %v", host, secret.Namespace, secret.Name, err)
					continue
				}
				return &pair, nil
			}
		}
	}
	return c.byDefault, nil
}

func selfSigned(name string) (*tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := servingTemplate(name, []string{name})
	cert, err := (&authority{template, key}).sign(key.Public(), template)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(cert)
	return &tls.Certificate{Certificate: [][]byte{block.Bytes}, PrivateKey: key}, nil
}
