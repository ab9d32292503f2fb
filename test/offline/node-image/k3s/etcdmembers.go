package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"go.etcd.io/etcd/api/v3/etcdserverpb"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
	v1 "k8s.io/api/core/v1"
)

const (
	dbInfoPath           = "/db/info"
	etcdRoleLabel        = "node-role.kubernetes.io/etcd"
	memberNameAnnotation = "etcd.k3s.cattle.io/node-name"
	memberAddrAnnotation = "etcd.k3s.cattle.io/node-address"
)

// etcdMembers is what k3s's /db/info answers.
type etcdMembers struct {
	Members []*etcdserverpb.Member `json:"members"`
}

// joinEtcd has the members of another server's etcd take this one in, as a
// learner, and returns who they are.
func (s *supervisor) joinEtcd(ctx context.Context, m *etcdMember) (others []string, err error) {
	j, err := s.newJoiner(ctx, s.serverURL, s.token, "server")
	if err != nil {
		return nil, err
	}
	content, err := j.request(ctx, http.MethodGet, dbInfoPath, nil)
	if err != nil {
		return nil, err
	}
	var found etcdMembers
	if err := json.Unmarshal(content, &found); err != nil {
		return nil, err
	}
	var urls []string
	for _, member := range found.Members {
		if !member.IsLearner && member.Name != m.name {
			urls = append(urls, member.ClientURLs...)
		}
	}
	client, err := etcdClient(m.certs, urls...)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	for {
		others, err = m.addTo(ctx, client, s.nodeName)
		if !errors.Is(err, rpctypes.ErrTooManyLearners) && !errors.Is(err, rpctypes.ErrUnhealthy) {
			return others, err
		}
		logf("info", "Waiting for other members to finish joining etcd cluster: %v", err)
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

func (m *etcdMember) addTo(ctx context.Context, client *clientv3.Client, nodeName string) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	found, err := client.MemberList(ctx)
	if err != nil {
		return nil, err
	}
	others := found.Members[:0]
	added := false
	for _, member := range found.Members {
		switch {
		case slices.Contains(member.PeerURLs, m.peerURL()):
			added = true // by an attempt that did not come to its end
		case nodeOfMember(member.Name) == nodeName:
			return nil, errors.New("duplicate node name found, please use a unique name for this node")
		default:
			others = append(others, member)
		}
	}
	if !added {
		logf("info", "Adding member %s=%s to etcd cluster %v", m.name, m.peerURL(), initialCluster(others))
		if _, err := client.MemberAddAsLearner(ctx, []string{m.peerURL()}); err != nil {
			return nil, err
		}
	}
	return initialCluster(others), nil
}

func nodeOfMember(name string) string {
	return name[:max(strings.LastIndex(name, "-"), 0)]
}

// promoteLearners gives a vote to members that have caught up, on the leader.
func (m *etcdMember) promoteLearners(ctx context.Context) {
	for ; ctx.Err() == nil; time.Sleep(time.Second) {
		status, err := m.client.Status(ctx, localEtcd)
		if err != nil || status.Header.MemberId != status.Leader {
			continue
		}
		found, err := m.client.MemberList(ctx)
		if err != nil {
			continue
		}
		for _, member := range found.Members {
			if !member.IsLearner {
				continue
			}
			if _, err := m.client.MemberPromote(ctx, member.ID); err == nil {
				logf("info", "Promoted learner %s", member.Name)
			}
		}
	}
}

// removeOf takes a Node's member out of etcd when the Node is gone.
func (m *etcdMember) removeOf(ctx context.Context, node *v1.Node) error {
	name := node.Annotations[memberNameAnnotation]
	if name == "" || name == m.name {
		return nil
	}
	found, err := m.client.MemberList(ctx)
	if err != nil {
		return err
	}
	for _, member := range found.Members {
		if member.Name != name {
			continue
		}
		logf("info", "Removing name=%s id=%d address=%s from etcd", name, member.ID, node.Annotations[memberAddrAnnotation])
		if _, err := m.client.MemberRemove(ctx, member.ID); !errors.Is(err, rpctypes.ErrMemberNotFound) {
			return err
		}
	}
	return nil
}
