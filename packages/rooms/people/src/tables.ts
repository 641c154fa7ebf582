import type { Right } from '@liandong/laws';
import type { IdColumn, InstantColumn, JsonColumn, NullableInstantColumn } from '@liandong/platform';
import type { Instant, Language, OrganisationId, PostId, UserId, Words } from '@liandong/words';
import { type RawBuilder, sql } from 'kysely';

/** 组织机构的种类 */
export type OrganisationKind = 'government' | 'department' | 'centre' | 'company' | 'team';

/** The tables of the room; nobody else reads them. */
export type PeopleTables = {
  'people.organisation': {
    readonly id: IdColumn<OrganisationId>;
    readonly parent_id: string | null;
    readonly name: JsonColumn<Words>;
    readonly jurisdiction_code: string;
    readonly node: string;
    readonly kind: OrganisationKind;
    readonly active: boolean;
  };
  'people.post': {
    readonly id: IdColumn<PostId>;
    readonly organisation_id: OrganisationId;
    readonly name: JsonColumn<Words>;
    readonly jurisdiction_code: string;
    readonly rights: Right[];
  };
  'people.user': {
    readonly id: IdColumn<UserId>;
    readonly login_name: string;
    readonly name: string;
    readonly password_hash: string;
    readonly password_until: NullableInstantColumn;
    readonly language: Language;
    readonly automatic: boolean;
    readonly demonstration: boolean;
    readonly active: boolean;
    readonly last_login_at: NullableInstantColumn;
  };
  'people.user_post': { readonly user_id: UserId; readonly post_id: PostId };
  'people.session': {
    readonly token_hash: Buffer;
    readonly user_id: UserId;
    readonly opened_at: InstantColumn;
    readonly last_seen_at: InstantColumn;
    readonly expires_at: InstantColumn;
    readonly ip: string | null;
  };
  'people.login_guard': {
    readonly name_hash: Buffer;
    readonly failures: JsonColumn<readonly number[]>;
    readonly locked_until: NullableInstantColumn;
    readonly changed_at: InstantColumn;
  };
};

/** An instant to compare a timestamptz column with. */
export const sqlTime = (at: Instant): RawBuilder<Instant> => sql`to_timestamp(${at}::float8 / 1000)`;
