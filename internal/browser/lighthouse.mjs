/*
 * Asks Lighthouse about pages: node lighthouse.mjs RUNS ADDRESS… prints for each address its scores, 0 to 100, of accessibility, best
 * practices and SEO, what in them falls short, and the performance of each run. Chromium is the one that CHROME_PATH names; FLAGS are its own.
 */
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const [runs, ...addresses] = process.argv.slice(2);
const chrome = await launch({ chromeFlags: (process.env.FLAGS || '').split(' ').filter(Boolean), logLevel: 'silent' });
const judged = [];
try {
  for (const address of addresses) {
    const page = { address, scores: {}, short: [], performance: [], largest: 0 };
    for (let run = 0; run < Number(runs); run++) {
      const all = ['performance', 'accessibility', 'best-practices', 'seo'];
      const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: 'silent', output: 'json', onlyCategories: run ? ['performance'] : all });
      for (const category of Object.values(lhr.categories)) {
        const score = Math.round(category.score * 100);
        if (category.id === 'performance') { page.performance.push(score); continue; }
        page.scores[category.id] = score;
        for (const { id, weight } of category.auditRefs) {
          const audit = lhr.audits[id];
          if (weight > 0 && audit.score !== null && audit.score < 1) {
            page.short.push(`${id}: ${audit.title} ${JSON.stringify(audit.details?.items?.slice(0, 3) ?? '')}`.slice(0, 600));
          }
        }
      }
      page.largest = Math.max(page.largest, Math.round(lhr.audits['largest-contentful-paint'].numericValue));
    }
    judged.push(page);
  }
} finally {
  chrome.kill();
}
process.stdout.write(JSON.stringify(judged));
