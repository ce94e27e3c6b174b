package main

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"go.yaml.in/yaml/v3"
)

// The commands of the recipes for several machines are run as there, all shares at once and on one
// folder of the site: what they join is what one machine makes.
func TestRecipesForShards(t *testing.T) {
	t.Parallel()
	program, err := exec.LookPath("terang")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh")
	}
	for name, commands := range map[string]func([]byte) (share, join string){"github.yml": inActions, "kubernetes.yml": inKubernetes} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(filepath.Join("../../docs/ci/shards", name))
			if err != nil {
				t.Fatal(err)
			}
			share, join := commands(text)
			if share == "" || join == "" {
				t.Fatal("no commands are there")
			}
			dir := t.TempDir()
			small, err := txtar.ParseFile("testdata/small.txtar")
			if err != nil {
				t.Fatal(err)
			}
			if err := txtar.Write(small, dir); err != nil {
				t.Fatal(err)
			}
			if err := os.MkdirAll(filepath.Join(dir, "bagian", "lost+found"), 0o700); err != nil { // as on a volume of its own
				t.Fatal(err)
			}
			run := func(line string, env ...string) {
				line = strings.NewReplacer("./terang", "terang", "/situs", dir, "/bagian", filepath.Join(dir, "bagian")).Replace(line)
				cmd := exec.Command("sh", "-c", line)
				cmd.Dir = dir
				cmd.Env = append(os.Environ(), append(env, "PATH="+filepath.Dir(program)+":"+os.Getenv("PATH"), "DATE=2024-10-08", "SHARES=8")...)
				if said, err := cmd.CombinedOutput(); err != nil {
					t.Errorf("%s: %v\n%s", line, err, said)
				}
			}
			var shares sync.WaitGroup
			for i := range 8 {
				shares.Go(func() { run(share, "SHARE="+strconv.Itoa(i+1), "JOB_COMPLETION_INDEX="+strconv.Itoa(i)) })
			}
			shares.Wait()
			run(join)
			run(`terang build --date "$DATE" --out satu`)
			got, err := filesIn(filepath.Join(dir, "public"))
			if err != nil {
				t.Fatal(err)
			}
			want, err := filesIn(filepath.Join(dir, "satu"))
			if err != nil {
				t.Fatal(err)
			}
			if len(want) == 0 || !maps.Equal(got, want) {
				t.Errorf("%d files are joined, one machine makes %d", len(got), len(want))
			}
		})
	}
}

// inActions gives the commands of a workflow that make a share and join all.
func inActions(text []byte) (share, join string) {
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct{ Run string }
		}
	}
	if yaml.Unmarshal(text, &workflow) != nil {
		return "", ""
	}
	for job, of := range workflow.Jobs {
		for _, step := range of.Steps {
			switch {
			case job == "share" && strings.HasPrefix(step.Run, "./terang build"):
				share = step.Run
			case job == "publish" && strings.HasPrefix(step.Run, "./terang merge"):
				join = step.Run
			}
		}
	}
	return share, join
}

// inKubernetes gives those of two jobs.
func inKubernetes(text []byte) (share, join string) {
	var lines []string
	for _, doc := range bytes.Split(text, []byte("\n---\n")) {
		var job struct {
			Spec struct {
				Template struct {
					Spec struct {
						Containers []struct{ Command []string }
					}
				}
			}
		}
		if yaml.Unmarshal(doc, &job) != nil || len(job.Spec.Template.Spec.Containers) != 1 || len(job.Spec.Template.Spec.Containers[0].Command) != 3 {
			return "", ""
		}
		lines = append(lines, job.Spec.Template.Spec.Containers[0].Command[2])
	}
	if len(lines) != 2 {
		return "", ""
	}
	return lines[0], lines[1]
}
