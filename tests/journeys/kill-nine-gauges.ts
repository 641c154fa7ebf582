import {
  type AlertView,
  type ApiCall,
  alertRoutes,
  jurisdictionRoutes,
  nodeRoutes,
  telemetryTopic,
  terminalRoutes,
} from '@liandong/contract';
import { type Instant, instant, minuteMs, toIso } from '@liandong/words';
import { connectAsync, type MqttClient } from 'mqtt';
import { host, mqttPortOf } from '../support/federation.ts';

type Reading = { readonly at: Instant; readonly value: number };

/** A ponding gauge in the field that remembers what was acknowledged, and sends the rest again in its order. */
export type Gauge = {
  readonly code: string;
  readonly terminalId: string;
  readonly token: string;
  readonly byMqtt: boolean;
  readonly acknowledged: Reading[];
  pending: readonly Reading[];
};

/** All gauges, and the city clock that follows them: it moves only when everything sent is acknowledged. */
export type Field = {
  readonly gauges: readonly Gauge[];
  readonly cityAt: () => Instant;
  /** Sends and moves the clock until the signal; what was not acknowledged is sent again by the next call. */
  send(signal: AbortSignal): Promise<void>;
};

export type FieldOptions = {
  readonly port: number;
  readonly system: ApiCall;
  /** Calls that may move the clocks of all nodes. */
  readonly clocks: readonly ApiCall[];
  /** In [0, 1). */
  readonly chance: () => number;
};

const beatMs = 3 * minuteMs;
const readingsPerBeat = 6;
const perStreet = 2;

/** Registers two gauges in each street of the sample, one that reports by MQTT and one by HTTP. */
const registerGauges = async ({ system, chance }: FieldOptions): Promise<readonly Gauge[]> => {
  const streets = (await system(jurisdictionRoutes.list, { query: {} })).filter(({ tier }) => tier === 'street');
  const gauges: Gauge[] = [];
  for (const { code: jurisdictionCode, bbox } of streets) {
    const [west = 0, south = 0, east = 0, north = 0] = bbox ?? [];
    for (let index = 0; index < perStreet; index += 1) {
      const code = `KILL-${jurisdictionCode}-${index}`;
      const { terminalId, token } = await system(terminalRoutes.register, {
        body: {
          code,
          name: `${code} ${Math.round(chance() * 1e6)}`,
          typeCode: 'roadPondingGauge',
          jurisdictionCode,
          lon: west + (east - west) * (0.4 + 0.2 * chance()),
          lat: south + (north - south) * (0.4 + 0.2 * chance()),
          datum: 'WGS-84',
        },
      });
      const byMqtt = index % 2 === 0;
      gauges.push({ code, terminalId, token, byMqtt, acknowledged: [], pending: [] });
    }
  }
  return gauges;
};

/** Water that rises and falls around the levels of the rule, each gauge in a rhythm of its own, in cm. */
const createWater = (chance: () => number) => {
  const waves = new Map<string, { periodMs: number; phase: number; height: number; base: number }>();
  return (code: string, at: Instant): number => {
    const wave = waves.get(code) ?? {
      periodMs: (20 + 100 * chance()) * minuteMs,
      phase: 2 * Math.PI * chance(),
      height: 15 + 45 * chance(),
      base: -10 + 20 * chance(),
    };
    waves.set(code, wave);
    const smooth = wave.base + wave.height * Math.sin(wave.phase + (2 * Math.PI * at) / wave.periodMs);
    return Math.max(0, Math.round((smooth + 10 * (chance() - 0.5)) * 100) / 100);
  };
};

const messageOf = ({ at, value }: Reading) => ({ ts: at, values: { depthCm: value } });

const acknowledge = (gauge: Gauge, readings: readonly Reading[]): void => {
  gauge.acknowledged.push(...readings);
  gauge.pending = gauge.pending.filter((one) => !readings.includes(one));
};

/** All at once, each with its own acknowledgement. */
const sendByMqtt = async (gauge: Gauge, client: MqttClient, signal: AbortSignal): Promise<void> => {
  const publish = async (reading: Reading): Promise<void> => {
    await client.publishAsync(telemetryTopic, JSON.stringify(messageOf(reading)), { qos: 1 });
    acknowledge(gauge, [reading]);
  };
  await orAborted(Promise.all(gauge.pending.map(publish)), signal);
};

const sendByHttp = async (gauge: Gauge, port: number, signal: AbortSignal): Promise<void> => {
  const readings = gauge.pending;
  const response = await fetch(`http://${host}:${port}/${telemetryTopic}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${gauge.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(readings.map(messageOf)),
    signal,
  });
  if (!response.ok) throw new Error(`readings refused: ${response.status} ${await response.text()}`);
  // 2xx is the acknowledgement, whether or not its body arrives.
  acknowledge(gauge, readings);
  const { deadLetters } = (await response.json()) as { deadLetters: number };
  if (deadLetters > 0) throw new Error(`${deadLetters} good readings of ${gauge.code} became dead letters`);
};

const orAborted = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  work.catch(() => undefined);
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};

/** Opens the field at a city time of its own. */
export const openField = async (options: FieldOptions): Promise<Field> => {
  const { port, clocks, chance } = options;
  let cityAt = instant(Math.floor(Date.now() / minuteMs) * minuteMs);
  let filledFrom: Instant | undefined;
  const moveClocks = async (): Promise<void> => {
    const body = { mode: 'replay', city: toIso(cityAt), speed: 0 } as const;
    await Promise.all(clocks.map((call) => call(nodeRoutes.setClock, { body })));
  };
  await moveClocks();
  const gauges = await registerGauges(options);
  const water = createWater(chance);

  const fill = (): void => {
    if (filledFrom === cityAt) return;
    filledFrom = cityAt;
    for (const gauge of gauges) {
      gauge.pending = Array.from({ length: readingsPerBeat }, (_, index) => {
        const at = instant(cityAt + Math.floor(((index + 0.1 + 0.8 * chance()) * beatMs) / readingsPerBeat));
        return { at, value: water(gauge.code, at) };
      });
    }
  };

  const beat = async (clients: ReadonlyMap<Gauge, MqttClient>, signal: AbortSignal): Promise<void> => {
    fill();
    const due = gauges.filter(({ pending }) => pending.length > 0);
    await Promise.all(
      due.map((gauge) => {
        const client = clients.get(gauge);
        return client === undefined ? sendByHttp(gauge, port, signal) : sendByMqtt(gauge, client, signal);
      }),
    );
    const before = cityAt;
    cityAt = instant(cityAt + beatMs);
    try {
      await orAborted(moveClocks(), signal);
    } catch (error) {
      // In doubt whether it moved; the readings are all there, so it may be moved again.
      cityAt = before;
      throw error;
    }
  };

  return {
    gauges,
    cityAt: () => cityAt,
    send: async (signal) => {
      const clients = new Map<Gauge, MqttClient>();
      try {
        for (const gauge of gauges.filter(({ byMqtt }) => byMqtt)) {
          const connecting = connectAsync(`mqtt://${host}:${mqttPortOf(port)}`, {
            username: gauge.token,
            clientId: gauge.code,
            reconnectPeriod: 0,
          });
          const client = await orAborted(connecting, signal);
          client.on('error', () => undefined);
          clients.set(gauge, client);
        }
        while (!signal.aborted) await beat(clients, signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        for (const client of clients.values()) client.end(true);
      }
    },
  };
};

/** Durable readings of a gauge, oldest first, as the API tells them. */
export const storedReadings = async (call: ApiCall, gauge: Gauge): Promise<readonly Reading[]> => {
  const series = await call(terminalRoutes.readings, {
    params: { id: gauge.terminalId },
    query: { characteristic: 'depthCm', limit: 20_000 },
  });
  return series.at.map((at, index) => ({ at: instant(at), value: series.value[index] ?? Number.NaN }));
};

/** Alerts of a node about water, not about silence. */
export const storedAlerts = async (call: ApiCall): Promise<readonly AlertView[]> =>
  (await call(alertRoutes.list, { query: { state: 'all', limit: 5_000 } })).filter(({ peakRank }) => peakRank > 0);
