package main

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"log"
	"math/rand"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// The last thing that a client said after the server had ended its own direction.
var farewell struct {
	sync.Mutex
	text string
}

// How many bytes of sources anybody has taken from this server; GET /sent tells it.
var sent atomic.Int64

// The first line of a connection chooses:
//
//	echo      sends back what comes, and ends when the client has
//	sum       reads to the client's end, and only then answers with the number of bytes and their SHA-256
//	sink N    reads N bytes, and answers with their SHA-256
//	source N  sends N bytes, and then their SHA-256 as a line
//	drain N   reads N bytes, and answers with "done"
//	pour N    sends N bytes; both for benchmarks, because checksums cost more than what is to be measured
//	tick      sends its pod's name every 100 ms
//	farewell  sends "go" and ends its direction, then reads to the client's end; GET /farewell tells what came
func command(name string) func(*net.TCPConn) {
	return func(connection *net.TCPConn) {
		reader := bufio.NewReaderSize(connection, 1<<16)
		line, err := reader.ReadString('\n')
		if err != nil {
			return
		}
		var verb string
		var count int64
		fmt.Sscan(line, &verb, &count)
		switch verb {
		case "echo":
			io.Copy(connection, reader)
		case "sum":
			sum := sha256.New()
			length, _ := io.Copy(sum, reader)
			fmt.Fprintf(connection, "%d %x\n", length, sum.Sum(nil))
		case "sink":
			sum := sha256.New()
			if _, err := io.CopyN(sum, reader, count); err == nil {
				fmt.Fprintf(connection, "%x\n", sum.Sum(nil))
			}
		case "source":
			source(connection, count)
		case "drain":
			if _, err := io.CopyN(io.Discard, reader, count); err == nil {
				fmt.Fprintln(connection, "done")
			}
		case "pour":
			pour(connection, count)
		case "tick":
			for {
				if _, err := fmt.Fprintln(connection, name); err != nil {
					return
				}
				time.Sleep(100 * time.Millisecond)
			}
		case "farewell":
			fmt.Fprintln(connection, "go")
			connection.CloseWrite()
			rest, _ := io.ReadAll(reader)
			farewell.Lock()
			farewell.text = string(rest)
			farewell.Unlock()
		default:
			log.Printf("unknown command %q", line)
		}
	}
}

func pour(connection io.Writer, count int64) {
	block := make([]byte, 1<<16)
	for left := count; left > 0; left -= int64(len(block)) {
		if _, err := connection.Write(block[:min(left, int64(len(block)))]); err != nil {
			return
		}
	}
}

func source(connection io.Writer, count int64) {
	var sum hash.Hash = sha256.New()
	block := make([]byte, 1<<16)
	rand.New(rand.NewSource(count)).Read(block)
	for left := count; left > 0; left -= int64(len(block)) {
		part := block[:min(left, int64(len(block)))]
		sum.Write(part)
		written, err := connection.Write(part)
		sent.Add(int64(written))
		if err != nil {
			return
		}
	}
	fmt.Fprintf(connection, "%x\n", sum.Sum(nil))
}

func banner(name string) func(*net.TCPConn) {
	return func(connection *net.TCPConn) {
		fmt.Fprintf(connection, "this is %s\n", name)
		io.Copy(connection, connection)
	}
}
