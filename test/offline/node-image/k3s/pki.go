package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// pki keeps certificate authorities and certificates as NAME.crt and NAME.key
// in one directory. Authorities and client certificates are made once, so that
// credentials stay valid for as long as the data directory does.
type pki string

type authority struct {
	cert *x509.Certificate
	key  crypto.Signer
}

func (p pki) crt(name string) string { return filepath.Join(string(p), name+".crt") }
func (p pki) key(name string) string { return filepath.Join(string(p), name+".key") }

func (p pki) authority(name string) (*authority, error) {
	if _, err := os.Stat(p.crt(name)); err != nil {
		template := &x509.Certificate{
			Subject:               pkix.Name{CommonName: "k3s-" + name},
			KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
			IsCA:                  true,
			BasicConstraintsValid: true,
		}
		if err := p.issue(name, template, nil); err != nil {
			return nil, err
		}
	}
	pair, err := tls.LoadX509KeyPair(p.crt(name), p.key(name))
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(pair.Certificate[0])
	return &authority{cert, pair.PrivateKey.(crypto.Signer)}, err
}

// client makes a client certificate for a Kubernetes user once.
func (p pki) client(name string, ca *authority, user string, groups ...string) error {
	if _, err := os.Stat(p.crt(name)); err == nil {
		return nil
	}
	return p.issue(name, clientTemplate(user, groups...), ca)
}

func clientTemplate(user string, groups ...string) *x509.Certificate {
	return &x509.Certificate{
		Subject:     pkix.Name{CommonName: user, Organization: groups},
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	}
}

// serving makes a serving certificate anew: a container's address changes.
func (p pki) serving(name string, ca *authority, sans []string) error {
	return p.issue(name, servingTemplate("kube-apiserver", sans), ca)
}

func servingTemplate(name string, sans []string) *x509.Certificate {
	template := &x509.Certificate{
		Subject:     pkix.Name{CommonName: name},
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	for _, san := range sans {
		if ip := net.ParseIP(san); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, san)
		}
	}
	return template
}

// issue writes a new key and its certificate, signed by ca or, without one, by itself.
func (p pki) issue(name string, template *x509.Certificate, ca *authority) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	if ca == nil {
		ca = &authority{template, key}
	}
	cert, err := ca.sign(key.Public(), template)
	if err != nil {
		return err
	}
	if err := writeKey(p.key(name), key); err != nil {
		return err
	}
	return os.WriteFile(p.crt(name), cert, 0o644)
}

func (a *authority) sign(public crypto.PublicKey, template *x509.Certificate) (certificate []byte, err error) {
	if template.SerialNumber, err = rand.Int(rand.Reader, big.NewInt(1<<62)); err != nil {
		return nil, err
	}
	template.NotBefore = time.Now().Add(-time.Hour)
	template.NotAfter = time.Now().AddDate(10, 0, 0)
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, public, a.key)
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), err
}

func writeKey(path string, key *ecdsa.PrivateKey) error {
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	return os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der}), 0o600)
}

// signingKey makes the service accounts' key once.
func (p pki) signingKey(name string) error {
	if _, err := os.Stat(p.key(name)); err == nil {
		return nil
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	return writeKey(p.key(name), key)
}
