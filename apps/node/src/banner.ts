import type { Federation } from './federation.ts';
import { host } from './node-config.ts';

/** One line of what is going on. */
export const printProgress = (text: string): void => {
  process.stdout.write(`  · ${text}\n`);
};

/** Where to look and how to get in. */
export const printBanner = ({ city, nodes }: Federation): void => {
  const lines = [
    '',
    `联动 Liandong — ${city.name['zh-Hans']} · ${city.name.en}`,
    '',
    ...nodes.map(
      ({ config }) => `  ${config.name['zh-Hans']}  ${config.name.en.padEnd(28)} http://${host}:${config.port}/`,
    ),
    '',
    `  ${city.notice['zh-Hans']}`,
    `  ${city.notice.en}`,
    '',
    '  演示账号 Demonstration log-ins:',
    ...city.logins.map((login) => `    ${login.node.padEnd(9)} ${login.loginName.padEnd(20)} ${login.does}`),
    `  密码 password: ${city.password}`,
    '',
    `  MQTT ${host}:${nodes[0]?.config.mqttPort ?? ''}   HTTP POST /v1/devices/me/telemetry   OpenAPI /openapi.json`,
    '  Ctrl+C 停止 to stop',
    '',
  ];
  process.stdout.write(lines.join('\n'));
};
