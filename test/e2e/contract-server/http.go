package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log"
	"math/big"
	"net/http"
	"time"

	"golang.org/x/net/websocket"
)

func serveHTTP(name string) {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(response http.ResponseWriter, _ *http.Request) { fmt.Fprint(response, name) })
	mux.HandleFunc("/farewell", func(response http.ResponseWriter, _ *http.Request) {
		farewell.Lock()
		defer farewell.Unlock()
		fmt.Fprint(response, farewell.text)
	})
	mux.HandleFunc("/sent", func(response http.ResponseWriter, _ *http.Request) { fmt.Fprint(response, sent.Load()) })
	mux.Handle("/websocket", websocket.Handler(sendBack))
	secured := &http.Server{
		Addr:      ":8443",
		Handler:   mux,
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate()}, NextProtos: []string{"http/1.1"}},
	}
	go func() { log.Fatal(secured.ListenAndServeTLS("", "")) }()
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func sendBack(connection *websocket.Conn) {
	var message string
	for websocket.Message.Receive(connection, &message) == nil {
		if websocket.Message.Send(connection, message) != nil {
			return
		}
	}
}

// A certificate that nobody signed.
func certificate() tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		log.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().AddDate(1, 0, 0), DNSNames: []string{"contract"}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		log.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}
