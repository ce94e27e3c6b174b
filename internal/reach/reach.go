// Package reach asks whether what a site links to is still there. It is the one door to
// other people's web servers, and asks as a guest does: one page of a host at a time with a
// pause between, the head of a page before the page, a few tries and no more, under its own
// name, and not before a host says it may come again.
//
// An address within the machine or its network is not asked, also where a name or another
// page leads to it: who writes a text must not make the machine that checks it knock on
// doors that only that machine can reach. No proxy is used, since it would hide where a name
// leads. Nothing of a page is read but its status and where it has gone.
package reach

import (
	"context"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"terang/internal/health"
	"terang/internal/source"
)

// Options says who asks, and on which day.
type Options struct {
	Agent   string        // how we call ourselves
	Day     health.Date   // an answer that all is well holds for a week; 0 keeps none
	Private bool          // addresses within the network are asked as well
	Pause   time.Duration // between two questions to one host; 0 for the usual one
	Patience
}

// Patience bounds a question; what is 0 is as usual.
type Patience struct {
	Answer time.Duration // for one answer
	Again  time.Duration // the longest wait that a host may ask for
}

// The usual bounds.
const (
	usualPause  = 500 * time.Millisecond
	usualAnswer = 15 * time.Second
	usualAgain  = 20 * time.Second
	atOnce      = 8 // hosts
	tries       = 3
	mostHops    = 5
)

// Ask asks for each address once, and tells the problems at all places that name it.
// root is the site's folder, which keeps what was well.
func Ask(ctx context.Context, root *os.Root, links []source.Address, o Options) (source.Problems, error) {
	places := map[string][]source.Pos{}
	for _, l := range links {
		address, _, _ := strings.Cut(l.URL, "#")
		places[address] = append(places[address], l.Pos)
	}
	known := recall(root)
	hosts := map[string][]string{}
	answers := map[string]answer{}
	for address := range places {
		u, err := url.Parse(address)
		switch {
		case err != nil || u.Host == "":
			answers[address] = answer{state: unreachable}
		case known.holds(address, o.Day):
			answers[address] = answer{state: well, to: known[address].To}
		default:
			hosts[strings.ToLower(u.Hostname())] = append(hosts[strings.ToLower(u.Hostname())], address)
		}
	}
	asked := newGuest(o).visit(ctx, hosts)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for address, a := range asked {
		answers[address] = a
		known.note(address, a, o.Day)
	}
	known.keep(root, places)
	var ps source.Problems
	for address, at := range places {
		for _, pos := range at {
			answers[address].tell(&ps, pos, address)
		}
	}
	ps.Sort()
	return ps, nil
}

// visit asks all hosts, some at once, and each for one page after the other.
func (g *guest) visit(ctx context.Context, hosts map[string][]string) map[string]answer {
	var mu sync.Mutex
	answers := map[string]answer{}
	queue := make(chan []string)
	var all sync.WaitGroup
	for range atOnce {
		all.Go(func() {
			for addresses := range queue {
				slices.Sort(addresses)
				for _, address := range addresses {
					a := g.follow(ctx, address)
					mu.Lock()
					answers[address] = a
					mu.Unlock()
				}
			}
		})
	}
	for _, addresses := range hosts {
		queue <- addresses
	}
	close(queue)
	all.Wait()
	return answers
}
