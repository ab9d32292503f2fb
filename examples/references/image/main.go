// Counts visits in a Redis and lists the nodes of a cluster, with what its environment says of both. It serves that on a
// port, or prints it once and ends.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/redis/go-redis/v9"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

type answer struct {
	Visits int64    `json:"visits"`
	Nodes  []string `json:"nodes"`
}

type service struct {
	cache   *redis.Client
	cluster *kubernetes.Clientset
}

func main() {
	once := flag.Bool("once", false, "print one answer and end")
	flag.Parse()
	if err := run(*once); err != nil {
		fmt.Fprintln(os.Stderr, "api:", err)
		os.Exit(1)
	}
}

func run(once bool) error {
	uses, err := fromEnvironment()
	if err != nil {
		return err
	}
	if once {
		visit, err := uses.visit(context.Background())
		if err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(visit)
	}
	return http.ListenAndServe(":8080", uses)
}

// fromEnvironment connects with KUBECONFIG and services__page-cache__url alone.
func fromEnvironment() (*service, error) {
	address, err := redis.ParseURL(os.Getenv("services__page-cache__url"))
	if err != nil {
		return nil, fmt.Errorf("services__page-cache__url: %w", err)
	}
	config, err := clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG"))
	if err != nil {
		return nil, fmt.Errorf("KUBECONFIG: %w", err)
	}
	cluster, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	return &service{cache: redis.NewClient(address), cluster: cluster}, nil
}

func (uses *service) visit(ctx context.Context) (*answer, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	visits, err := uses.cache.Incr(ctx, "visits").Result()
	if err != nil {
		return nil, err
	}
	nodes, err := uses.cluster.CoreV1().Nodes().List(ctx, metav1.ListOptions{})
	if err != nil {
		return nil, err
	}
	result := answer{Visits: visits}
	for _, node := range nodes.Items {
		result.Nodes = append(result.Nodes, node.Name)
	}
	return &result, nil
}

func (uses *service) ServeHTTP(response http.ResponseWriter, request *http.Request) {
	visit, err := uses.visit(request.Context())
	if err != nil {
		http.Error(response, err.Error(), http.StatusServiceUnavailable)
		return
	}
	response.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(response).Encode(visit)
}
