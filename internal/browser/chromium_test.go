//go:build browser

package browser

import (
	"context"
	"flag"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

var shots = flag.String("shots", "", "folder for the pictures that the test Screenshots takes")

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	stopChromium()
	os.Exit(code)
}

// chromium starts the one browser all tests share, at the first call. The context holds its first tab.
var chromium = sync.OnceValues(startChromium)

// stopChromium ends the browser and removes its profile; startChromium sets it.
var stopChromium = func() {}

func startChromium() (context.Context, error) {
	path, err := findChromium()
	if err != nil {
		return nil, err
	}
	profile, err := os.MkdirTemp("", "terang-chromium-")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(profile),
		chromedp.Flag("headless", "new"),
		chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true),
		// A page that asks another host must fail here as it would offline, and must not reach that host from a test.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	if os.Getuid() == 0 || os.Getenv("TERANG_NO_SANDBOX") != "" {
		options = append(options, chromedp.NoSandbox) // Chromium refuses to run as root with its sandbox
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	first, stopFirst := chromedp.NewContext(allocator, chromedp.WithErrorf(log.Printf))
	stopChromium = func() {
		stopFirst()
		stopAllocator()
		_ = os.RemoveAll(profile)
	}
	if err := chromedp.Do(first); err != nil {
		return nil, err
	}
	return first, nil
}

func findChromium() (string, error) {
	names := []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}
	if own := os.Getenv("TERANG_CHROMIUM"); own != "" {
		names = []string{own}
	}
	var last error
	for _, name := range names {
		path, err := exec.LookPath(name)
		if err == nil {
			return path, nil
		}
		last = err
	}
	return "", last
}

// openTab gives a tab with a cache and storage of its own; it closes with the test.
func openTab(t *testing.T) context.Context {
	t.Helper()
	first, err := chromium()
	if err != nil {
		t.Fatalf("Chromium does not start: %v\ninstall it with: sudo apt-get install -y chromium", err)
	}
	tab, closeTab := chromedp.NewContext(first, chromedp.WithNewBrowserContext())
	t.Cleanup(closeTab)
	limited, cancel := context.WithTimeout(tab, 2*time.Minute)
	t.Cleanup(cancel)
	return limited
}

// pictureDir is where pictures of failures go; it outlives the run.
var pictureDir = sync.OnceValues(func() (string, error) { return os.MkdirTemp("", "terang-browser-") })

// keepPicture saves what the tab shows and tells the reader of the test's output where.
func keepPicture(t *testing.T, tab context.Context, name string) {
	t.Helper()
	dir, err := pictureDir()
	if err != nil {
		t.Logf("no picture: %v", err)
		return
	}
	file := filepath.Join(dir, name+".png")
	if err := writePicture(tab, file); err != nil {
		t.Logf("no picture: %v", err)
		return
	}
	t.Logf("picture: %s", file)
}
