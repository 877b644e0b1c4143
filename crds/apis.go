// Package crds names the upstreams' API packages that the CRDs are generated from. go.mod pins them.
package crds

import (
	_ "github.com/metallb/frr-k8s/api/v1beta1"
	_ "github.com/traefik/traefik/v3/pkg/provider/kubernetes/crd/traefikio/v1alpha1"
	_ "go.universe.tf/metallb/api/v1beta1"
	_ "go.universe.tf/metallb/api/v1beta2"
	_ "sigs.k8s.io/gateway-api/apis/v1"
)
