package main

import (
	"context"
	"errors"
)

// startAgent joins the server that the options name.
func (s *supervisor) startAgent(ctx context.Context) error {
	if s.token == "" {
		return errors.New("--token is required")
	}
	if s.serverURL == "" {
		return errors.New("--server is required")
	}
	s.startContainerd(ctx)
	cluster, err := s.join(ctx, s.serverURL, s.token)
	if err != nil {
		return err
	}
	return s.startNode(ctx, cluster)
}
