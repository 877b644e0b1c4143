// Command oracle reports whether CoreDNS accepts Corefile snippets.
//
// It reads one JSON request per line and writes one JSON verdict per line. Each snippet becomes a file of
// coredns-custom beside the Corefile that k3s packages. CoreDNS's own parser reads both and CoreDNS's own setup
// functions run, in the order of its plugins. Nothing listens, and nothing is resolved.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/coredns/caddy"
	"github.com/coredns/caddy/caddyfile"
	"github.com/coredns/coredns/core/dnsserver"
	_ "github.com/coredns/coredns/core/plugin"
	"github.com/coredns/coredns/plugin"
	"github.com/coredns/coredns/plugin/kubernetes"
)

// request is one snippet, by its file name: "a.override" or "a.server".
type request struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

type verdict struct {
	Accepted bool   `json:"accepted"`
	Error    string `json:"error,omitempty"`
}

// corefile is the one that k3s packages, but for the upstream, which is a file there. %[1]s is the folder of snippets.
const corefile = `.:53 {
    errors
    health
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
      pods insecure
      fallthrough in-addr.arpa ip6.arpa
    }
    hosts /etc/coredns/NodeHosts {
      ttl 60
      reload 15s
      fallthrough
    }
    prometheus :9153
    cache 30
    loop
    reload
    loadbalance
    import %[1]s/*.override
    forward . 192.0.2.53
}
import %[1]s/*.server
`

func main() {
	log.SetOutput(io.Discard)
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("the oracle resolves no names")
	}}
	folder, err := os.MkdirTemp("", "corefile-oracle-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	pretendAccounts(folder)
	answer(os.Stdin, os.Stdout, folder)
}

// pretendAccounts keeps the clients of clouds from looking for accounts on the network.
func pretendAccounts(folder string) {
	account := filepath.Join(folder, "account.json")
	content := `{"type":"authorized_user","client_id":"x","client_secret":"x","refresh_token":"x"}`
	if err := os.WriteFile(account, []byte(content), 0o600); err != nil {
		panic(err)
	}
	os.Setenv("GOOGLE_APPLICATION_CREDENTIALS", account)
	os.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	os.Setenv("AWS_REGION", "eu-west-1")
}

func answer(in io.Reader, out io.Writer, folder string) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<26)
	written := bufio.NewWriter(out)
	defer written.Flush()
	for lines.Scan() {
		var one request
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			panic(err)
		}
		result := verdict{Accepted: true}
		if err := try(one, folder); err != nil {
			result = verdict{Error: err.Error()}
		}
		encoded, _ := json.Marshal(result)
		written.Write(append(encoded, '\n'))
	}
}

// try returns the error with which CoreDNS would refuse the snippet.
func try(one request, folder string) (err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v", reason)
		}
	}()
	path := filepath.Join(folder, filepath.Base(one.Name))
	if err := os.WriteFile(path, []byte(one.Text), 0o600); err != nil {
		panic(err)
	}
	defer os.Remove(path)
	text := strings.NewReader(fmt.Sprintf(corefile, folder))
	blocks, err := caddyfile.Parse("Corefile", text, dnsserver.Directives)
	if err != nil {
		return err
	}
	return setUp(blocks)
}

// setUp does what caddy does with parsed blocks before it starts servers.
func setUp(blocks []caddyfile.ServerBlock) error {
	base := caddy.NewTestController("dns", "")
	blocks, err := base.Context().InspectServerBlocks("Corefile", blocks)
	if err != nil {
		return err
	}
	for _, directive := range dnsserver.Directives {
		for index, block := range blocks {
			tokens, found := block.Tokens[directive]
			if !found || len(block.Keys) == 0 {
				continue
			}
			controller := *base
			controller.Key = block.Keys[0]
			controller.Dispenser = caddyfile.NewDispenserTokens("Corefile", tokens)
			controller.ServerBlockIndex = index
			controller.ServerBlockKeys = block.Keys
			if err := run(directive, &controller); err != nil {
				return err
			}
		}
	}
	_, err = base.Context().MakeServers()
	return err
}

func run(directive string, controller *caddy.Controller) error {
	if directive == "kubernetes" {
		return parseKubernetes(controller)
	}
	action, err := caddy.DirectiveAction("dns", directive)
	if err != nil {
		return err
	}
	if err := runWithin(patience, func() error { return action(controller) }); err != nil && !isEnvironment(err) {
		return err
	}
	return nil
}

// patience is how long a setup may take. One that takes longer has read its text and waits for the network.
const patience = 10 * time.Second

func runWithin(limit time.Duration, setup func() error) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if reason := recover(); reason != nil {
				done <- fmt.Errorf("panic: %v", reason)
			}
		}()
		done <- setup()
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(limit):
		return nil
	}
}

// parseKubernetes stands in for the setup of kubernetes, which needs the files of a pod.
func parseKubernetes(controller *caddy.Controller) error {
	for first := true; controller.Next(); first = false {
		if !first {
			return plugin.ErrOnce
		}
		if _, err := kubernetes.ParseStanza(controller); err != nil {
			return err
		}
	}
	return nil
}

// isEnvironment reports whether a setup failed for what this machine lacks, after it had read its text.
func isEnvironment(err error) bool {
	message := err.Error()
	for _, part := range []string{
		"failed to create route53", "failed to initialize route53", "google: ", "could not find default credentials",
		"failed to create plugin", "failed to get oauth token", "MSI", "azure: error", "could not load TLS cert",
	} {
		if strings.Contains(message, part) {
			return true
		}
	}
	// A file that is not there, and a name that a resolver may know.
	if name := namedUpstream.FindStringSubmatch(message); name != nil {
		return !notAName.MatchString(name[1])
	}
	return strings.Contains(message, "no such file or directory")
}

var (
	namedUpstream = regexp.MustCompile(`(?:not an IP address or file|failed to resolve) "([^"]*)"`)
	// Mistyped addresses: no domain ends in a number.
	notAName = regexp.MustCompile(`^$|:|(?:^|\.)[0-9]+\.?$|^[0-9.]+/[0-9]+$`)
)
