package main

import (
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

// reap runs this same command as a child when k3s is PID 1 (docker run without
// --init), passing signals on and collecting the zombies that shims leave.
func reap() int {
	child := exec.Command(self, os.Args[1:]...)
	child.Args[0], child.Stdout, child.Stderr = os.Args[0], os.Stdout, os.Stderr
	signals := make(chan os.Signal, 16)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGCHLD)
	must(child.Start())
	for sig := range signals {
		if sig != syscall.SIGCHLD {
			child.Process.Signal(sig)
			continue
		}
		for {
			var status syscall.WaitStatus
			pid, err := syscall.Wait4(-1, &status, syscall.WNOHANG, nil)
			if pid <= 0 || err != nil {
				break
			}
			if pid == child.Process.Pid {
				return status.ExitStatus()
			}
		}
	}
	return 1
}
