/** MQTT topics of devices. */
export const telemetryTopic = 'v1/devices/me/telemetry';
export const gatewayTelemetryTopic = 'v1/gateway/telemetry';
/** Largest telemetry message in bytes. */
export const maxTelemetryBytes = 256 * 1024;
