/*
 * Asks Lighthouse about pages: node lighthouse.mjs RUNS ADDRESS… prints for each address its scores, 0 to 100, of accessibility, best
 * practices and SEO, what in them falls short, and the performance of each run. Chromium is the one that CHROME_PATH names; FLAGS are its own.
 */
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const [runs, ...addresses] = process.argv.slice(2);
const chrome = await launch({ chromeFlags: (process.env.FLAGS || '').split(' ').filter(Boolean), logLevel: 'silent' });
const judged = [];

/* Lighthouse slows the machine down to a phone of middling speed: four times where its own measure of speed is as below. A slower or
 * a busy machine is slowed down less, so that all are held to the same phone. */
const usualSpeed = 1500;
const slowdown = speed => Math.max(1, Math.min(4, 4 * speed / usualSpeed));

const ask = async (address, categories, multiplier) => {
  const flags = { port: chrome.port, logLevel: 'silent', output: 'json', onlyCategories: categories };
  if (multiplier) flags.throttling = { rttMs: 150, throughputKbps: 1638.4, requestLatencyMs: 0, downloadThroughputKbps: 0, uploadThroughputKbps: 0, cpuSlowdownMultiplier: multiplier };
  return (await lighthouse(address, flags)).lhr;
};

try {
  for (const address of addresses) {
    const page = { address, scores: {}, short: [], performance: [], largest: 0, slowdown: 0 };
    const first = await ask(address, ['accessibility', 'best-practices', 'seo']);
    for (const category of Object.values(first.categories)) {
      page.scores[category.id] = Math.round(category.score * 100);
      for (const { id, weight } of category.auditRefs) {
        const audit = first.audits[id];
        if (weight > 0 && audit.score !== null && audit.score < 1) {
          page.short.push(`${id}: ${audit.title} ${JSON.stringify(audit.details?.items?.slice(0, 3) ?? '')}`.slice(0, 600));
        }
      }
    }
    let speed = first.environment.benchmarkIndex;
    for (let run = 0; run < Number(runs); run++) {
      page.slowdown = slowdown(speed);
      const lhr = await ask(address, ['performance'], page.slowdown);
      speed = lhr.environment.benchmarkIndex;
      page.performance.push(Math.round(lhr.categories.performance.score * 100));
      page.largest = Math.max(page.largest, Math.round(lhr.audits['largest-contentful-paint'].numericValue));
    }
    judged.push(page);
  }
} finally {
  chrome.kill();
}
process.stdout.write(JSON.stringify(judged));
