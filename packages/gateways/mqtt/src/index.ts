export type { Holder } from './connect.ts';
export { createMqttListener, type MqttListener, type MqttListenerDeps } from './create-mqtt-listener.ts';
export type { Ingest } from './delivery.ts';
export { mqttRefusals } from './refusals.ts';
