/** MQTT 5 §2.4, for CONNACK and DISCONNECT. */
export const reasons = {
  success: 0x00,
  malformedPacket: 0x81,
  protocolError: 0x82,
  implementationError: 0x83,
  unsupportedVersion: 0x84,
  badClientId: 0x85,
  badCredential: 0x86,
  notAuthorised: 0x87,
  shuttingDown: 0x8b,
  badAuthenticationMethod: 0x8c,
  keepAliveTimeout: 0x8d,
  takenOver: 0x8e,
  packetTooLarge: 0x95,
  noSuchPacketId: 0x92,
  unspecified: 0x80,
} as const;
export type Reason = (typeof reasons)[keyof typeof reasons];

/** MQTT 3.1.1 §3.2.2.3. */
export const returnCodes = { accepted: 0, badVersion: 1, badClientId: 2, badCredential: 4 } as const;

/** First bytes of the packets that we write by hand. */
export const heads = { puback: 0x40, pubrec: 0x50, pubcomp: 0x70 } as const;

export const publishType = 3;
