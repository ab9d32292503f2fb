package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// tokens are the secrets that join a cluster, without the CA hash of their full form.
type tokens struct{ server, agent string }

// readTokenFiles puts what the token files hold in the place of the tokens.
func (o *options) readTokenFiles(ctx context.Context) error {
	for _, file := range []struct {
		path string
		into *string
	}{{o.tokenFile, &o.token}, {o.agentTokenFile, &o.agentToken}} {
		if file.path == "" {
			continue
		}
		content, err := awaitFile(ctx, file.path, 4*time.Minute)
		if err != nil {
			return err
		}
		*file.into = content
	}
	return nil
}

func awaitFile(ctx context.Context, path string, atMost time.Duration) (string, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, atMost, fmt.Errorf("timeout while trying to read %s", path))
	defer cancel()
	for {
		content, err := os.ReadFile(path)
		if !os.IsNotExist(err) {
			return strings.TrimSpace(string(content)), err
		}
		logf("info", "Waiting for %s to be available", path)
		select {
		case <-ctx.Done():
			return "", context.Cause(ctx)
		case <-time.After(2 * time.Second):
		}
	}
}

// settleTokens takes the tokens given, else the one kept in the data, else a
// random one; data once made with a token is not opened with another.
func (s *supervisor) settleTokens(dir string) (tokens, error) {
	_, server := splitToken(s.token)
	if server == "" {
		kept, _ := os.ReadFile(filepath.Join(dir, "token"))
		_, server = splitToken(strings.TrimSpace(string(kept)))
	}
	if server == "" {
		server = randomHex(16)
	}
	_, agent := splitToken(s.agentToken)
	if agent == "" {
		agent = server
	}
	return tokens{server, agent}, bindData(filepath.Join(dir, "db", "bootstrap"), server)
}

// bindData stands for k3s's bootstrap data, which is encrypted with the server's token.
func bindData(path, token string) error {
	hash := fmt.Sprintf("%x", hashOf([]byte(token)))
	found, err := os.ReadFile(path)
	switch {
	case os.IsNotExist(err):
		return writeFile(path, hash)
	case err != nil:
		return err
	case string(found) != hash:
		return errors.New("preparing server: failed to bootstrap cluster data: " +
			"bootstrap data already found and encrypted with different token")
	}
	return nil
}

// write puts the tokens where k3s has them: in full form, which pins the
// server's CA, and as the users of the server's join API.
func (t tokens) write(dir string, serverCA []byte) error {
	full := func(user, secret string) string {
		return fmt.Sprintf("K10%x::%s:%s\n", hashOf(serverCA), user, secret)
	}
	server, agent := filepath.Join(dir, "token"), filepath.Join(dir, "agent-token")
	if err := writeFile(server, full("server", t.server)); err != nil {
		return err
	}
	if err := link(server, filepath.Join(dir, "node-token")); err != nil {
		return err
	}
	err := link(server, agent)
	if t.agent != t.server {
		os.Remove(agent)
		err = writeFile(agent, full("node", t.agent))
	}
	if err != nil {
		return err
	}
	logf("info", "Server node token is available at %s", server)
	logf("info", "Agent node token is available at %s", agent)
	var users strings.Builder
	w := csv.NewWriter(&users)
	w.Write([]string{t.agent, "node", "node", "k3s:agent"})
	w.Write([]string{t.server, "server", "server", "k3s:server"})
	w.Flush()
	return writeFile(filepath.Join(dir, "cred", "passwd"), users.String())
}

func link(target, path string) error {
	os.Remove(path)
	return os.Symlink(target, path)
}

// splitToken takes K10<hash of the CA>::<user>:<secret>, or a bare secret.
func splitToken(token string) (caHash, secret string) {
	rest, pinned := strings.CutPrefix(token, "K10")
	hash, credentials, ok := strings.Cut(rest, "::")
	if !pinned || !ok {
		return "", token
	}
	_, secret, _ = strings.Cut(credentials, ":")
	return hash, secret
}

func randomHex(bytes int) string {
	random := make([]byte, bytes)
	rand.Read(random)
	return hex.EncodeToString(random)
}

func hashOf(content []byte) [sha256.Size]byte { return sha256.Sum256(content) }
