// Tells who asked: a stand-in for docker.io/traefik/whoami in a lab without a registry.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"sort"
	"strings"
)

func main() {
	port := flag.String("port", portFromEnvironment(), "port to listen on")
	certificate := flag.String("cert", "", "file of the certificate to serve HTTPS with")
	key := flag.String("key", "", "file of the certificate's key")
	flag.Parse()
	http.HandleFunc("/health", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("/", answer)
	if *certificate != "" && *key != "" {
		log.Fatal(http.ListenAndServeTLS(":"+*port, *certificate, *key, nil))
	}
	log.Fatal(http.ListenAndServe(":"+*port, nil))
}

func portFromEnvironment() string {
	if port := os.Getenv("WHOAMI_PORT_NUMBER"); port != "" {
		return port
	}
	return "80"
}

func answer(writer http.ResponseWriter, request *http.Request) {
	hostname, _ := os.Hostname()
	fmt.Fprintln(writer, "Hostname:", hostname)
	for _, address := range addresses() {
		fmt.Fprintln(writer, "IP:", address)
	}
	fmt.Fprintln(writer, "RemoteAddr:", request.RemoteAddr)
	fmt.Fprintf(writer, "%s %s %s\nHost: %s\n", request.Method, request.URL.RequestURI(), request.Proto, request.Host)
	names := make([]string, 0, len(request.Header))
	for name := range request.Header {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(writer, "%s: %s\n", name, strings.Join(request.Header[name], ", "))
	}
}

func addresses() []string {
	found := []string{}
	interfaces, _ := net.InterfaceAddrs()
	for _, one := range interfaces {
		if network, ok := one.(*net.IPNet); ok {
			found = append(found, network.IP.String())
		}
	}
	return found
}
