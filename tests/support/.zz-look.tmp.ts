import { openChromium, openWindow } from '../../tools/chromium.ts';
const [base = '', login = 'city-duty', out = '/tmp/shot', ...rest] = process.argv.slice(2);
const spec = JSON.parse(rest[0] ?? '{}') as { path?: string; width?: number; height?: number; theme?: string; script?: string; waitMs?: number; lang?: string };
const browser = await openChromium();
const window_ = await openWindow(browser, { viewport: { width: spec.width ?? 1440, height: spec.height ?? 810 }, locale: spec.lang ?? 'zh-CN' });
const page = await window_.newPage();
page.on('console', (m) => { if (m.type() === 'error') console.log('console:', m.text().slice(0, 300)); });
await page.goto(base);
if (spec.theme) await page.evaluate((t) => localStorage.setItem('liandong.theme', t), spec.theme);
await page.fill('input[name=loginName], input[autocomplete=username]', login);
await page.fill('input[type=password]', 'liandong-demo');
await page.keyboard.press('Enter');
await page.waitForTimeout(3000);
if (spec.path) await page.goto(base + spec.path);
await page.waitForTimeout(spec.waitMs ?? 9000);
if (spec.script) { await new Function('page', `return (async()=>{${spec.script}})()`)(page); }
await page.screenshot({ path: `${out}.png` });
await browser.close();
