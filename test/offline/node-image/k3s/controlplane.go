package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"k8s.io/client-go/kubernetes"
)

func (s *supervisor) startAPIServer(dir string, certs pki, datastore []string) error {
	return s.component("kube-apiserver", append(datastore,
		"--advertise-address="+s.nodeIP,
		"--allow-privileged=true",
		"--authorization-mode=Node,RBAC",
		fmt.Sprintf("--secure-port=%d", s.port),
		"--cert-dir="+dir+"/tls/temporary-certs",
		"--client-ca-file="+certs.crt("client-ca"),
		"--enable-admission-plugins=NodeRestriction",
		"--kubelet-certificate-authority="+certs.crt("server-ca"),
		"--kubelet-client-certificate="+certs.crt("client-kube-apiserver"),
		"--kubelet-client-key="+certs.key("client-kube-apiserver"),
		"--kubelet-preferred-address-types=InternalIP,Hostname",
		"--profiling=false",
		"--proxy-client-cert-file="+certs.crt("client-auth-proxy"),
		"--proxy-client-key-file="+certs.key("client-auth-proxy"),
		"--requestheader-client-ca-file="+certs.crt("request-header-ca"),
		"--requestheader-allowed-names=system:auth-proxy",
		"--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--requestheader-group-headers=X-Remote-Group",
		"--requestheader-username-headers=X-Remote-User",
		"--service-account-issuer=https://kubernetes.default.svc."+s.clusterDomain,
		"--service-account-key-file="+certs.key("service"),
		"--service-account-signing-key-file="+certs.key("service"),
		"--service-cluster-ip-range="+s.serviceCIDR,
		"--tls-cert-file="+certs.crt("serving-kube-apiserver"),
		"--tls-private-key-file="+certs.key("serving-kube-apiserver"),
		"--server-dir="+dir,
	)...)
}

func (s *supervisor) awaitAPIServer(ctx context.Context, admin *kubernetes.Clientset) error {
	return retry(ctx, "kube-apiserver", 250*time.Millisecond, func() error {
		if admin.RESTClient().Get().AbsPath("/readyz").Do(ctx).Error() != nil {
			return errors.New("not ready")
		}
		return nil
	})
}

// startControllers has them elect a leader only where there may be other
// servers: an election takes time at each start.
func (s *supervisor) startControllers(certs pki, controller, scheduler string, elect bool) error {
	if err := s.component("kube-controller-manager",
		"--allocate-node-cidrs=true",
		"--authentication-kubeconfig="+controller,
		"--authorization-kubeconfig="+controller,
		"--bind-address=127.0.0.1",
		"--cluster-cidr="+s.clusterCIDR,
		// The default of 20 requests a second delays the first pod CIDR by seconds.
		"--kube-api-qps=200",
		"--kube-api-burst=400",
		"--cluster-signing-cert-file="+certs.crt("client-ca"),
		"--cluster-signing-key-file="+certs.key("client-ca"),
		"--kubeconfig="+controller,
		fmt.Sprintf("--leader-elect=%t", elect),
		"--profiling=false",
		"--root-ca-file="+certs.crt("server-ca"),
		"--service-account-private-key-file="+certs.key("service"),
		"--service-cluster-ip-range="+s.serviceCIDR,
		"--use-service-account-credentials=true",
	); err != nil {
		return err
	}
	return s.component("kube-scheduler",
		"--authentication-kubeconfig="+scheduler,
		"--authorization-kubeconfig="+scheduler,
		"--bind-address=127.0.0.1",
		"--kubeconfig="+scheduler,
		fmt.Sprintf("--leader-elect=%t", elect),
		"--profiling=false",
	)
}
