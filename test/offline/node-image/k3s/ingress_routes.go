package main

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"slices"
	"strings"

	v1 "k8s.io/api/core/v1"
	discovery "k8s.io/api/discovery/v1"
	networking "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// route is one path of an Ingress.
type route struct {
	host, path         string // "" is any host; "*." stands for one more label
	exact, byDefault   bool
	namespace, ingress string
	backend            networking.IngressBackend
}

// routes are those of all Ingresses that this controller is asked to serve.
func (c *ingressController) routes() (routes []route) {
	for _, ingress := range c.served() {
		of := route{namespace: ingress.Namespace, ingress: ingress.Name}
		if backend := ingress.Spec.DefaultBackend; backend != nil {
			byDefault := of
			byDefault.path, byDefault.byDefault, byDefault.backend = "/", true, *backend
			routes = append(routes, byDefault)
		}
		for _, rule := range ingress.Spec.Rules {
			if rule.HTTP == nil {
				continue
			}
			for _, path := range rule.HTTP.Paths {
				one := of
				one.host, one.path, one.backend = strings.ToLower(rule.Host), cmp.Or(path.Path, "/"), path.Backend
				one.exact = path.PathType != nil && *path.PathType == networking.PathTypeExact
				routes = append(routes, one)
			}
		}
	}
	return routes
}

func (c *ingressController) served() []*networking.Ingress {
	found, _ := c.ingresses.List(labels.Everything())
	return slices.DeleteFunc(slices.Clone(found), func(ingress *networking.Ingress) bool { return !c.serves(ingress) })
}

// serves is true for an Ingress of a class of this controller, or of none.
func (c *ingressController) serves(ingress *networking.Ingress) bool {
	name := ingress.Annotations["kubernetes.io/ingress.class"]
	if ingress.Spec.IngressClassName != nil {
		name = *ingress.Spec.IngressClassName
	}
	if name == "" {
		return true
	}
	class, err := c.classes.Get(name)
	return err == nil && class.Spec.Controller == ingressControllerID
}

// routeFor picks as Kubernetes says: the more exact host first, then the longer
// path, then an exact one; the default backend last.
func routeFor(routes []route, host, path string) *route {
	matching := slices.DeleteFunc(slices.Clone(routes), func(r route) bool { return !r.matches(host, path) })
	if len(matching) == 0 {
		return nil
	}
	first := slices.MinFunc(matching, func(a, b route) int {
		return cmp.Or(
			-cmp.Compare(a.hostRank(), b.hostRank()),
			-cmp.Compare(len(strings.TrimRight(a.path, "/")), len(strings.TrimRight(b.path, "/"))),
			-cmp.Compare(rank(a.exact), rank(b.exact)),
			cmp.Compare(a.namespace+"/"+a.ingress, b.namespace+"/"+b.ingress),
		)
	})
	return &first
}

func (r route) hostRank() int {
	switch {
	case r.byDefault:
		return 0
	case r.host == "":
		return 1
	case strings.HasPrefix(r.host, "*."):
		return 2
	}
	return 3
}

func rank(is bool) int {
	if is {
		return 1
	}
	return 0
}

func (r route) matches(host, path string) bool {
	if !matchesHost(r.host, host) {
		return false
	}
	if r.exact {
		return path == r.path
	}
	// By whole elements: /shop is no prefix of /shopping.
	prefix := strings.TrimRight(r.path, "/")
	return path == prefix || strings.HasPrefix(path, prefix+"/")
}

func matchesHost(pattern, host string) bool {
	if suffix, wild := strings.CutPrefix(pattern, "*"); wild {
		label, rest, _ := strings.Cut(host, ".")
		return label != "" && "."+rest == suffix
	}
	return pattern == "" || pattern == host
}

// hostOnly takes the port off what a request names as its host.
func hostOnly(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(host)
}

// address is that of a ready endpoint of the route's Service, any of them.
func (c *ingressController) address(r *route) (string, error) {
	backend := r.backend.Service
	if backend == nil {
		return "", errors.New("the backend is no Service")
	}
	service, err := c.services.Services(r.namespace).Get(backend.Name)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(service.Spec.Ports, func(port v1.ServicePort) bool {
		return port.Port == backend.Port.Number || backend.Port.Name != "" && port.Name == backend.Port.Name
	})
	if at < 0 {
		return "", fmt.Errorf("service %s has no port %s%d", backend.Name, backend.Port.Name, backend.Port.Number)
	}
	slicesOf, err := c.endpoints.EndpointSlices(r.namespace).List(labels.Set{discovery.LabelServiceName: backend.Name}.AsSelector())
	if err != nil {
		return "", err
	}
	addresses := readyAddresses(slicesOf, service.Spec.Ports[at].Name)
	if len(addresses) == 0 {
		return "", fmt.Errorf("service %s has no ready endpoint", backend.Name)
	}
	return addresses[rand.IntN(len(addresses))], nil
}

func readyAddresses(of []*discovery.EndpointSlice, portName string) (addresses []string) {
	for _, slice := range of {
		for _, port := range slice.Ports {
			if port.Port == nil || port.Name == nil || *port.Name != portName {
				continue
			}
			for _, endpoint := range slice.Endpoints {
				if ready := endpoint.Conditions.Ready; ready == nil || *ready {
					addresses = append(addresses, net.JoinHostPort(endpoint.Addresses[0], fmt.Sprint(*port.Port)))
				}
			}
		}
	}
	return addresses
}
