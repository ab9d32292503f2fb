// What the tests of endpoints connect to. TCP on 7000: the first line of a connection says what to do (see commands.go);
// a server that speaks first on 7001; one that closes its port when it is told to on 7002; HTTP and WebSocket on 8080; the same with TLS on 8443; gRPC on 9000; UDP echo on 7000.
package main

import (
	"bufio"
	"log"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	name, err := os.Hostname()
	if err != nil {
		log.Fatal(err)
	}
	go serveTCP(":7000", command(name))
	go serveTCP(":7001", banner(name))
	go serveUntilTold(":7002")
	go serveUDP(":7000")
	go serveHTTP(name)
	go serveGRPC(":9000")

	// New connections still come for a moment after a pod is told to end.
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM)
	<-ended
	time.Sleep(3 * time.Second)
}

func serveTCP(address string, handle func(*net.TCPConn)) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go func() {
			defer connection.Close()
			handle(connection.(*net.TCPConn))
		}()
	}
}

// Whoever connects closes the port for all that come later.
func serveUntilTold(address string) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		line, _ := bufio.NewReader(connection).ReadString('\n')
		if line == "close\n" {
			listener.Close()
			connection.Write([]byte("closed\n"))
			return
		}
		connection.Close()
	}
}

func serveUDP(address string) {
	connection, err := net.ListenPacket("udp", address)
	if err != nil {
		log.Fatal(err)
	}
	buffer := make([]byte, 65535)
	for {
		length, from, err := connection.ReadFrom(buffer)
		if err != nil {
			log.Fatal(err)
		}
		if _, err := connection.WriteTo(buffer[:length], from); err != nil {
			log.Print(err)
		}
	}
}
