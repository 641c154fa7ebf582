import type { IConnackPacket, IConnectPacket } from 'mqtt-packet';
import { type Reason, reasons, returnCodes } from './codes.ts';

/** Who holds a credential; `id` keeps client ids of different holders apart. */
export type Holder = { readonly kind: string; readonly id: string; readonly code: string };

/** The token is the user name; some devices can only send it as the password. */
export const tokensOf = ({ username, password }: IConnectPacket): readonly string[] =>
  [username, password?.toString('utf8')].filter(
    (token) => token !== undefined && token !== '' && token.length <= 200,
  ) as string[];

/** Whether the client wants to find its session again. */
export const wantsSession = ({ protocolVersion, clean, properties }: IConnectPacket): boolean =>
  protocolVersion === 5 ? (properties?.sessionExpiryInterval ?? 0) > 0 : clean === false;

/** Why a CONNECT cannot be accepted, whoever sends it. */
export const faultOf = ({ protocolVersion = 4, clientId, clean, properties }: IConnectPacket): Reason | undefined => {
  if (protocolVersion < 4) return reasons.unsupportedVersion;
  if (clientId === '' && protocolVersion === 4 && clean !== true) return reasons.badClientId;
  return properties?.authenticationMethod === undefined ? undefined : reasons.badAuthenticationMethod;
};

const oldCodes: Readonly<Partial<Record<Reason, number>>> = {
  [reasons.unsupportedVersion]: returnCodes.badVersion,
  [reasons.badClientId]: returnCodes.badClientId,
  [reasons.badCredential]: returnCodes.badCredential,
};

/** CONNACK that refuses, in the tongue of the client. */
export const refusingConnack = (version: number, reason: Reason): IConnackPacket =>
  version === 5
    ? { cmd: 'connack', reasonCode: reason, sessionPresent: false }
    : { cmd: 'connack', returnCode: oldCodes[reason] ?? returnCodes.badCredential, sessionPresent: false };

export type Welcome = {
  readonly sessionPresent: boolean;
  readonly assignedId: string | undefined;
  readonly maxPacketBytes: number;
  readonly receiveMaximum: number;
};

/** CONNACK that accepts. */
export const welcomingConnack = (version: number, welcome: Welcome): IConnackPacket => {
  const { sessionPresent } = welcome;
  if (version !== 5) return { cmd: 'connack', returnCode: returnCodes.accepted, sessionPresent };
  return {
    cmd: 'connack',
    reasonCode: reasons.success,
    sessionPresent,
    properties: {
      receiveMaximum: welcome.receiveMaximum,
      maximumPacketSize: welcome.maxPacketBytes,
      wildcardSubscriptionAvailable: true,
      sharedSubscriptionAvailable: false,
      subscriptionIdentifiersAvailable: false,
      ...(welcome.assignedId === undefined ? {} : { assignedClientIdentifier: welcome.assignedId }),
    },
  };
};
