package main

import (
	"fmt"
	"net"
)

// firstAddress is the first interface's IPv4 address; it needs no default route.
func firstAddress() (string, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return "", err
	}
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagLoopback != 0 {
			continue
		}
		addrs, _ := i.Addrs()
		for _, addr := range addrs {
			if ipnet, ok := addr.(*net.IPNet); ok && ipnet.IP.To4() != nil {
				return ipnet.IP.String(), nil
			}
		}
	}
	return "", fmt.Errorf("no interface has an IPv4 address")
}

func nthAddress(cidr string, n byte) (string, error) {
	_, ipnet, err := net.ParseCIDR(cidr)
	if err != nil {
		return "", err
	}
	ip := append(net.IP(nil), ipnet.IP...)
	ip[len(ip)-1] += n
	return ip.String(), nil
}
