package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"time"

	"github.com/spf13/cobra"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/types"
	genericapiserver "k8s.io/apiserver/pkg/server"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	listers "k8s.io/client-go/listers/core/v1"
	discovery "k8s.io/client-go/listers/discovery/v1"
	networking "k8s.io/client-go/listers/networking/v1"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
)

const (
	ingressStandIn      = "ingress-stand-in"
	ingressControllerID = "pulumi-k3s-test/" + ingressStandIn
)

// ingressController stands in for Traefik, which cannot be built here. It is no
// Traefik: it does what Kubernetes says of Ingress and TLS Secrets, and no more.
// A request is looked up in what the API server has told last, so there is no
// table to keep.
type ingressController struct {
	client        kubernetes.Interface
	own           types.NamespacedName // the Service whose addresses are the Ingresses'
	ingresses     networking.IngressLister
	classes       networking.IngressClassLister
	services      listers.ServiceLister
	endpoints     discovery.EndpointSliceLister
	secrets       listers.SecretLister
	byDefault     *tls.Certificate
	statusChanged chan struct{}
}

func newIngressCommand() *cobra.Command {
	return &cobra.Command{
		Use:          ingressStandIn,
		SilenceUsage: true,
		RunE: func(*cobra.Command, []string) error {
			config, err := rest.InClusterConfig()
			if err != nil {
				return err
			}
			client, err := kubernetes.NewForConfig(rest.AddUserAgent(config, ingressStandIn))
			if err != nil {
				return err
			}
			own := types.NamespacedName{Namespace: os.Getenv("POD_NAMESPACE"), Name: ingressStandIn}
			return runIngress(genericapiserver.SetupSignalContext(), client, own)
		},
	}
}

func runIngress(ctx context.Context, client kubernetes.Interface, own types.NamespacedName) error {
	certificate, err := selfSigned(ingressStandIn)
	if err != nil {
		return err
	}
	all := informers.NewSharedInformerFactory(client, 0)
	ofTLS := informers.NewSharedInformerFactoryWithOptions(client, 0, informers.WithTweakListOptions(func(o *metav1.ListOptions) {
		o.FieldSelector = fields.OneTermEqualSelector("type", string(v1.SecretTypeTLS)).String()
	}))
	c := &ingressController{
		client: client, own: own, byDefault: certificate, statusChanged: make(chan struct{}, 1),
		ingresses: all.Networking().V1().Ingresses().Lister(),
		classes:   all.Networking().V1().IngressClasses().Lister(),
		services:  all.Core().V1().Services().Lister(),
		endpoints: all.Discovery().V1().EndpointSlices().Lister(),
		secrets:   ofTLS.Core().V1().Secrets().Lister(),
	}
	changed := cache.ResourceEventHandlerFuncs{
		AddFunc: func(any) { c.noteChange() }, UpdateFunc: func(any, any) { c.noteChange() }, DeleteFunc: func(any) { c.noteChange() },
	}
	for _, informer := range []cache.SharedIndexInformer{
		all.Networking().V1().Ingresses().Informer(), all.Networking().V1().IngressClasses().Informer(), all.Core().V1().Services().Informer(),
	} {
		informer.AddEventHandler(changed)
	}
	for _, factory := range []informers.SharedInformerFactory{all, ofTLS} {
		factory.Start(ctx.Done())
		factory.WaitForCacheSync(ctx.Done())
	}
	go c.keepStatuses(ctx)
	return c.serve(ctx)
}

// serve answers on the ports that Traefik's pod has in k3s.
func (c *ingressController) serve(ctx context.Context) error {
	ping := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "OK") })
	failed := make(chan error, 3)
	for port, handler := range map[int]http.Handler{8000: c, 8443: c, 8080: ping} {
		listener, err := net.Listen("tcp", fmt.Sprintf(":%d", port))
		if err != nil {
			return err
		}
		server := &http.Server{Handler: handler, ReadHeaderTimeout: time.Minute, TLSConfig: &tls.Config{GetCertificate: c.certificate}}
		go func() {
			if port == 8443 {
				failed <- server.ServeTLS(listener, "", "")
			} else {
				failed <- server.Serve(listener)
			}
		}()
	}
	select {
	case <-ctx.Done():
		return nil
	case err := <-failed:
		return err
	}
}

func (c *ingressController) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	found := routeFor(c.routes(), hostOnly(r.Host), r.URL.Path)
	if found == nil {
		http.NotFound(w, r)
		return
	}
	address, err := c.address(found)
	if err != nil {
		logf("error", "%s %s%s, ingress %s/%s: %v", r.Method, r.Host, r.URL.Path, found.namespace, found.ingress, err)
		http.Error(w, "no available server", http.StatusServiceUnavailable)
		return
	}
	proxy := httputil.ReverseProxy{Rewrite: func(p *httputil.ProxyRequest) {
		p.SetURL(&url.URL{Scheme: "http", Host: address})
		p.SetXForwarded()
		p.Out.Host = p.In.Host
	}}
	proxy.ServeHTTP(w, r)
}
