package main

// issueCertificates makes what the control plane needs; nodes get theirs by joining.
func (s *supervisor) issueCertificates(certs pki) error {
	serverCA, err := certs.authority("server-ca")
	if err != nil {
		return err
	}
	clientCA, err := certs.authority("client-ca")
	if err != nil {
		return err
	}
	headerCA, err := certs.authority("request-header-ca")
	if err != nil {
		return err
	}
	for _, c := range []struct {
		name string
		ca   *authority
		user string
		org  []string
	}{
		{"client-admin", clientCA, "system:admin", []string{"system:masters"}},
		{"client-kube-apiserver", clientCA, "system:apiserver", []string{"system:masters"}},
		{"client-controller", clientCA, "system:kube-controller-manager", nil},
		{"client-scheduler", clientCA, "system:kube-scheduler", nil},
		{"client-auth-proxy", headerCA, "system:auth-proxy", nil},
	} {
		if err := certs.client(c.name, c.ca, c.user, c.org...); err != nil {
			return err
		}
	}
	if err := certs.signingKey("service"); err != nil {
		return err
	}
	serviceIP, err := nthAddress(s.serviceCIDR, 1)
	if err != nil {
		return err
	}
	sans := append([]string{"127.0.0.1", "::1", "localhost", s.nodeName, s.nodeIP, serviceIP,
		"kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc." + s.clusterDomain}, s.tlsSANs...)
	return certs.serving("serving-kube-apiserver", serverCA, sans)
}
