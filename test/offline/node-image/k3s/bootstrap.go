package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
)

const bootstrapPath = joinPath + "server-bootstrap"

// bootstrapFiles are what the servers of a cluster have in common, by k3s's
// names, and where it is in the server's data.
var bootstrapFiles = map[string]string{
	"ServerCA":           "tls/server-ca.crt",
	"ServerCAKey":        "tls/server-ca.key",
	"ClientCA":           "tls/client-ca.crt",
	"ClientCAKey":        "tls/client-ca.key",
	"RequestHeaderCA":    "tls/request-header-ca.crt",
	"RequestHeaderCAKey": "tls/request-header-ca.key",
	"ETCDServerCA":       "tls/etcd/server-ca.crt",
	"ETCDServerCAKey":    "tls/etcd/server-ca.key",
	"ETCDPeerCA":         "tls/etcd/peer-ca.crt",
	"ETCDPeerCAKey":      "tls/etcd/peer-ca.key",
	"ServiceKey":         "tls/service.key",
	"PasswdFile":         "cred/passwd",
}

type bootstrapFile struct{ Content []byte }

// serveBootstrap answers a server that joins with what all of them share.
func serveBootstrap(dir string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !etcdInitialized(dir) {
			refuse(w, r, http.StatusBadRequest, errors.New("etcd disabled"))
			return
		}
		files := map[string]bootstrapFile{}
		for name, path := range bootstrapFiles {
			content, err := os.ReadFile(filepath.Join(dir, path))
			if err != nil {
				refuse(w, r, http.StatusInternalServerError, err)
				return
			}
			files[name] = bootstrapFile{content}
		}
		json.NewEncoder(w).Encode(files)
	}
}

// bootstrap brings a new server what the one that it joins has. As in k3s, it
// is asked once: a server that cannot join ends.
func (s *supervisor) bootstrap(ctx context.Context, dir string) error {
	if s.serverURL == "" || etcdInitialized(dir) {
		return nil
	}
	if s.token == "" {
		return errors.New("K3S_TOKEN is required to join a cluster")
	}
	j, err := s.newJoiner(ctx, s.serverURL, s.token, "server")
	if err != nil {
		return err
	}
	content, err := j.request(ctx, http.MethodGet, bootstrapPath, nil)
	if err != nil {
		return err
	}
	var files map[string]bootstrapFile
	if err := json.Unmarshal(content, &files); err != nil {
		return err
	}
	for name, path := range bootstrapFiles {
		file, ok := files[name]
		if !ok {
			return fmt.Errorf("%s lacks %s", j.url+bootstrapPath, name)
		}
		if err := writeFile(filepath.Join(dir, path), string(file.Content)); err != nil {
			return err
		}
	}
	if s.agentToken == "" {
		users, err := readUsers(bytes.NewReader(files["PasswdFile"].Content))
		if err != nil {
			return err
		}
		s.agentToken = users["node"]
	}
	return nil
}

// readUsers reads k3s's file of users: who may sign in to the join API, and with which secret.
func readUsers(passwd io.Reader) (map[string]string, error) {
	rows, err := csv.NewReader(passwd).ReadAll()
	users := map[string]string{}
	for _, row := range rows {
		users[row[1]] = row[0]
	}
	return users, err
}
