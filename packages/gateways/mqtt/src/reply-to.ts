import type { ISubscribePacket, Packet } from 'mqtt-packet';
import { reasons } from './codes.ts';

/** Orders to a device would come here; devices that insist on a subscription get this one. */
const ownTopics = new Set(['v1/devices/me/rpc/request/+']);

/** The answer to a control packet that needs nothing of the connection; undefined when a client may not send it. */
export const replyTo = (packet: Packet, version: number): Packet | undefined => {
  const messageId = packet.messageId ?? 0;
  if (packet.cmd === 'pingreq') return { cmd: 'pingresp' };
  if (packet.cmd === 'subscribe') return { cmd: 'suback', messageId, granted: grants(packet, version) };
  if (packet.cmd === 'unsubscribe') return { cmd: 'unsuback', messageId, granted: packet.unsubscriptions.map(() => 0) };
  return undefined;
};

/** QoS 0 for a device's own topic, a no for everything else. */
const grants = ({ subscriptions }: ISubscribePacket, version: number): number[] => {
  const no = version === 5 ? reasons.notAuthorised : reasons.unspecified;
  return subscriptions.map(({ topic }) => (ownTopics.has(topic) ? 0 : no));
};
