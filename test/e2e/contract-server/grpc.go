package main

import (
	"errors"
	"io"
	"log"
	"net"

	"google.golang.org/grpc"
)

// Messages as bytes, whatever they mean.
type raw struct{}

func (raw) Marshal(value any) ([]byte, error) { return *value.(*[]byte), nil }
func (raw) Unmarshal(data []byte, value any) error {
	*value.(*[]byte) = append([]byte(nil), data...)
	return nil
}
func (raw) Name() string { return "raw" }

// Sends back each message of any method.
func serveGRPC(address string) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	echo := func(_ any, stream grpc.ServerStream) error {
		for {
			var message []byte
			if err := stream.RecvMsg(&message); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
			if err := stream.SendMsg(&message); err != nil {
				return err
			}
		}
	}
	log.Fatal(grpc.NewServer(grpc.ForceServerCodec(raw{}), grpc.UnknownServiceHandler(echo)).Serve(listener))
}
