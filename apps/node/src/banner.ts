import type { FirstLogin } from '@liandong/people';
import type { City } from './cities.ts';
import type { Federation } from './federation.ts';
import { host } from './node-config.ts';

/** One line of what is going on. */
export const printProgress = (text: string): void => {
  process.stdout.write(`  · ${text}\n`);
};

/** Where to look and how to get in. */
export const printBanner = ({ city, nodes, firstLogins }: Federation): void => {
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
    ...(city.password === undefined ? firstLoginLines(firstLogins) : demonstrationLines(city, city.password)),
    '',
    `  MQTT ${host}:${nodes[0]?.config.mqttPort ?? ''}   HTTP POST /v1/devices/me/telemetry   OpenAPI /openapi.json`,
    '  Ctrl+C 停止 to stop',
    '',
  ];
  process.stdout.write(lines.join('\n'));
};

const demonstrationLines = ({ logins }: City, password: string): readonly string[] => [
  '  演示账号 Demonstration log-ins:',
  ...logins.map((login) => `    ${login.node.padEnd(9)} ${login.loginName.padEnd(20)} ${login.does}`),
  `  密码 password: ${password}`,
];

const firstLoginLines = (logins: readonly FirstLogin[]): readonly string[] =>
  logins.length === 0
    ? []
    : [
        '  首次登录账号，仅显示这一次，请立即抄录并修改密码',
        '  First log-ins, shown this once: write them down and change the passwords',
        ...logins.map(
          ({ loginName, password, name }) =>
            `    ${loginName.padEnd(24)} ${password.padEnd(24)} ${name['zh-Hans']} ${name.en}`,
        ),
      ];
