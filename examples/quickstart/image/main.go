// A web server that says from which pod it answers: what the quickstart deploys.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

const messageFile = "/etc/quickstart/message"

func greet(response http.ResponseWriter, request *http.Request) {
	pod, _ := os.Hostname()
	fmt.Fprintf(response, "Hello from %s\n", pod)
	if greeting := os.Getenv("GREETING"); greeting != "" {
		fmt.Fprintln(response, greeting)
	}
	if message, err := os.ReadFile(messageFile); err == nil {
		fmt.Fprintln(response, strings.TrimSpace(string(message)))
	}
}

func main() {
	http.HandleFunc("GET /{$}", greet)
	http.HandleFunc("GET /healthz", func(response http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(response, "ok")
	})
	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: 5 * time.Second}

	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		<-stopped.Done()
		deadline, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = server.Shutdown(deadline)
	}()
	log.Printf("listening on %s", server.Addr)
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
	<-ended
}
