import { createHash } from 'node:crypto';
import { type Brand, brandId, type NodeId, type OrganisationId, type PostId, type UserId } from '@liandong/words';

/** A UUID of version 8 (RFC 9562 §5.8) made from names: the same names give the same id everywhere. */
const idFromNames = <Id extends Brand<string, string>>(...names: readonly string[]): Id => {
  const bytes = createHash('sha256').update(JSON.stringify(names)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return brandId<Id>(groups.join('-'));
};

/** The id of the organisation with this key, the same at every node of a federation. */
export const organisationIdOf = (key: string): OrganisationId => idFromNames('organisation', key);

/** The id of the post with this key at this node. */
export const postIdOf = (node: NodeId, key: string): PostId => idFromNames('post', node, key);

/** The id of the user with this login name at this node. */
export const userIdOf = (node: NodeId, loginName: string): UserId => idFromNames('user', node, loginName);
