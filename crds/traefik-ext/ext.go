// Package ext stands in for the extension points of Traefik's dynamic configuration, so that its API types
// compile. No CRD reaches them.
package ext

// HTTP extends the HTTP configuration by nothing.
type HTTP struct{}

// Router extends a router by nothing.
type Router struct{}
