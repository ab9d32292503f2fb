package main

import (
	"context"
	"reflect"
	"time"

	networking "k8s.io/api/networking/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// noteChange is for many changes that come at once, too.
func (c *ingressController) noteChange() {
	select {
	case c.statusChanged <- struct{}{}:
	default:
	}
}

// keepStatuses gives all Ingresses the addresses of this controller's own
// Service, as Traefik does with its published service.
func (c *ingressController) keepStatuses(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.statusChanged:
		}
		if err := c.setStatuses(ctx); err != nil && ctx.Err() == nil {
			if !apierrors.IsConflict(err) {
				logf("error", "Failed to set the addresses of ingresses: %v", err)
			}
			time.AfterFunc(time.Second, c.noteChange)
		}
	}
}

func (c *ingressController) setStatuses(ctx context.Context) error {
	service, err := c.services.Services(c.own.Namespace).Get(c.own.Name)
	if err != nil {
		return err
	}
	var addresses []networking.IngressLoadBalancerIngress
	for _, each := range service.Status.LoadBalancer.Ingress {
		addresses = append(addresses, networking.IngressLoadBalancerIngress{IP: each.IP, Hostname: each.Hostname})
	}
	for _, found := range c.served() {
		if len(addresses)+len(found.Status.LoadBalancer.Ingress) == 0 || reflect.DeepEqual(found.Status.LoadBalancer.Ingress, addresses) {
			continue
		}
		ingress := found.DeepCopy()
		ingress.Status.LoadBalancer.Ingress = addresses
		if _, err := c.client.NetworkingV1().Ingresses(ingress.Namespace).UpdateStatus(ctx, ingress, metav1.UpdateOptions{}); err != nil {
			return err
		}
	}
	return nil
}
