package main

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/scrypt"
	v1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/utils/ptr"
)

const (
	nodePasswordFile = "/etc/rancher/node/password"
	nodePasswordType = v1.SecretType("k3s.cattle.io/node-password")
)

// ownNodePassword reads this node's password, made once.
func ownNodePassword() (string, error) {
	content, err := os.ReadFile(nodePasswordFile)
	if err == nil {
		return strings.TrimSpace(string(content)), nil
	}
	if !os.IsNotExist(err) {
		return "", err
	}
	password := randomHex(16)
	if err := os.MkdirAll(filepath.Dir(nodePasswordFile), 0o755); err != nil {
		return "", err
	}
	return password, os.WriteFile(nodePasswordFile, []byte(password+"\n"), 0o600)
}

// nodePasswords keeps a hash of each node's password in a Secret.
type nodePasswords struct{ client kubernetes.Interface }

type passwordMismatch struct{ node string }

func (e *passwordMismatch) Error() string {
	return fmt.Sprintf("unable to verify password for node %s: hash does not match", e.node)
}

func nodePasswordSecret(node string) string { return strings.ToLower(node) + ".node-password.k3s" }

// ensure verifies a node's password, or keeps it when it is the node's first.
func (p nodePasswords) ensure(ctx context.Context, node, password string) error {
	secrets := p.client.CoreV1().Secrets(metav1.NamespaceSystem)
	secret, err := secrets.Get(ctx, nodePasswordSecret(node), metav1.GetOptions{})
	if err == nil {
		return verifyPassword(node, string(secret.Data["hash"]), password)
	}
	if !apierrors.IsNotFound(err) {
		return err
	}
	hash, err := hashPassword(password)
	if err != nil {
		return err
	}
	_, err = secrets.Create(ctx, &v1.Secret{
		ObjectMeta: metav1.ObjectMeta{Name: nodePasswordSecret(node), Namespace: metav1.NamespaceSystem},
		Immutable:  ptr.To(true),
		Type:       nodePasswordType,
		Data:       map[string][]byte{"hash": []byte(hash)},
	}, metav1.CreateOptions{})
	return err
}

const hashFormat = "$1:%x:15:8:1:%s"

func hashPassword(password string) (string, error) {
	salt := make([]byte, 8)
	rand.Read(salt)
	derived, err := scrypt.Key([]byte(password), salt, 1<<15, 8, 1, 64)
	return fmt.Sprintf(hashFormat, salt, base64.RawStdEncoding.EncodeToString(derived)), err
}

func verifyPassword(node, hash, password string) error {
	var salt []byte
	var encoded string
	if _, err := fmt.Sscanf(hash, hashFormat, &salt, &encoded); err != nil {
		return errors.Join(&passwordMismatch{node}, err)
	}
	derived, err := scrypt.Key([]byte(password), salt, 1<<15, 8, 1, 64)
	if err != nil {
		return err
	}
	if subtle.ConstantTimeCompare([]byte(base64.RawStdEncoding.EncodeToString(derived)), []byte(encoded)) != 1 {
		return &passwordMismatch{node}
	}
	return nil
}
