import type { AssetOrder, CaseClass, ImportReport, TerminalOrder, TerminalType } from '@liandong/contract';
import type { Right } from '@liandong/laws';
import type { ActContext, Instant, Language, OrganisationId, PostId, TerminalId, UserId, Words } from '@liandong/words';

// What a pack may touch. Narrow on purpose: compose gives the rooms' own functions in this shape, so that a pack
// never sees a store, a table or a connection. Every `ensure…` may be called again: the same key is the same object.

/** 层级: one tier of this city's own list; rank 0 is the top. */
export type TierOrder = { readonly code: string; readonly rank: number; readonly name: Words };

/** One jurisdiction as a pack knows it, before it is checked. */
export type JurisdictionOrder = {
  readonly code: string;
  readonly parentCode?: string;
  readonly tier: string;
  readonly name: Words;
  /** Other names that people and files use. */
  readonly aliases?: readonly string[];
  /** 功能区: its parts may carry another code. */
  readonly functional?: boolean;
  /** GeoJSON Polygon or MultiPolygon in WGS-84 degrees. */
  readonly geometry?: unknown;
};

/** 单元网格: some 10 000 m² of a community; a closed ring in WGS-84 degrees. */
export type UnitGridOrder = {
  readonly code: string;
  readonly communityCode: string;
  readonly ring: readonly (readonly [lon: number, lat: number])[];
};

export type OrganisationOrder = {
  /** The same at all nodes; the organisation's id is made from it. */
  readonly key: string;
  readonly name: Words;
  readonly jurisdictionCode: string;
  readonly kind: 'government' | 'department' | 'centre' | 'company' | 'team';
  /** The node that the unit works on. */
  readonly node: string;
  readonly parentKey?: string;
};

export type PostOrder = {
  readonly key: string;
  readonly organisationKey: string;
  readonly name: Words;
  readonly jurisdictionCode: string;
  readonly rights: readonly Right[];
};

export type UserOrder = {
  readonly loginName: string;
  readonly name: string;
  readonly password: string;
  readonly language: Language;
  readonly postKeys: readonly string[];
  /** A simulated crew; its acts are labelled on screen. */
  readonly automatic?: boolean;
  /** May log in to a demonstration node only. */
  readonly demonstration?: boolean;
};

/**
 * One row of the list of duties (权责清单): within a jurisdiction this unit is responsible for a minor class. Rows go
 * level by level: the city's point to district units, a district's to street units, a street's to its own crews.
 */
export type ResponsibilityOrder = {
  readonly minorClass: string;
  readonly organisationKey: string;
  readonly jurisdictionCode: string;
};

/** What a rule may do by itself, signed by a person who may. */
export type PolicyOrder = {
  readonly ruleId: string;
  readonly acts: readonly ('file' | 'dispatch')[];
  readonly minRank: number;
  readonly minorClass: string;
  readonly userLogin: string;
};

export type JurisdictionServices = {
  defineTiers(tiers: readonly TierOrder[]): Promise<void>;
  isKnown(code: string): boolean;
  importRows(rows: Iterable<JurisdictionOrder>): Promise<ImportReport>;
  /** In one transaction, however many; they are read from the iterable as they are written. */
  defineUnitGrids(
    grids: Iterable<UnitGridOrder>,
  ): Promise<{ readonly taken: number; readonly changed: number; readonly unchanged: number }>;
};

/** Parents before their parts, posts of organisations that are there or in the same order. */
export type PeopleOrders = {
  readonly organisations?: readonly OrganisationOrder[];
  readonly posts?: readonly PostOrder[];
  readonly users?: readonly UserOrder[];
};

export type PeopleServices = {
  ensureOrganisation(order: OrganisationOrder): Promise<OrganisationId>;
  ensurePost(order: PostOrder): Promise<PostId>;
  ensureUser(order: UserOrder): Promise<UserId>;
  /** All of them in one transaction; what is there stays as its administrators made it. */
  ensureAll(orders: PeopleOrders): Promise<void>;
  /** The id of an organisation by its key, whether it is there or not. */
  organisationId(key: string): OrganisationId;
};

export type PerceptionServices = {
  defineTypes(types: readonly TerminalType[]): Promise<void>;
  /**
   * Registers a terminal by its code; an existing one keeps its id.
   * @param token its credential when the pack chooses one (demonstration); made at random otherwise
   */
  registerTerminal(order: TerminalOrder, token?: string): Promise<TerminalId>;
  /** The same for some thousands in one transaction. */
  registerTerminals(orders: readonly (TerminalOrder & { readonly token?: string })[]): Promise<void>;
  /** A credential that may send for every terminal of this node; `name` is shown, the same name is the same gateway. */
  ensureGateway(name: string, token: string): Promise<void>;
};

export type AssetServices = {
  /** Puts assets in place by their codes, in one transaction. @throws Refusal of the first that cannot be taken */
  ensureAssets(orders: readonly AssetOrder[]): Promise<void>;
};

export type AlertingServices = {
  /** @param rules parsed JSON of a profile's `alert-rules.json` */
  loadRules(rules: unknown): Promise<void>;
  signPolicy(order: PolicyOrder): Promise<void>;
};

export type CaseServices = {
  /** @param table parsed JSON of a profile's `class-table.json` */
  loadClassTable(table: unknown): Promise<readonly CaseClass[]>;
  ensureResponsibility(order: ResponsibilityOrder): Promise<void>;
  ensureResponsibilities(orders: readonly ResponsibilityOrder[]): Promise<void>;
};

/** Everything that a pack may use on one node. */
export type PackServices = {
  /** Short name of this node, e.g. `city`. */
  readonly node: string;
  readonly tier: string;
  /** City and machine time. */
  readonly clock: { city(): Instant; machine(): Instant };
  readonly context: ActContext;
  /** A file of `profiles/`, parsed, e.g. `us-nyc/class-table.json`. */
  profile(file: string): Promise<unknown>;
  /** The tiers of a profile (`<profile>/tiers.json`). */
  tiers(profile: string): Promise<readonly TierOrder[]>;
  /** A text made from this installation's own secret: the same name gives the same text, and nobody can guess it. */
  secret(name: string): Promise<string>;
  readonly jurisdictions: JurisdictionServices;
  readonly people: PeopleServices;
  readonly perception: PerceptionServices;
  readonly assets: AssetServices;
  readonly alerting: AlertingServices;
  readonly cases: CaseServices;
};
