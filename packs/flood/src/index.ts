export { type CrewOptions, type CrewRole, runAutomaticCrew } from './crew/automatic-crew.ts';
export { signedIn } from './crew/signed-in.ts';
export type { FloodEvent } from './dataset/events.ts';
export { type FloodDataset, readFloodDataset } from './dataset/read-dataset.ts';
export type { DatasetReport, RowNote } from './dataset/report.ts';
export type { Sensor } from './dataset/sensors.ts';
export { depthKey, sensorType } from './floodnet.ts';
export {
  type FloodNode,
  floodCentre,
  floodGatewaySecret,
  floodNodes,
  floodPack,
  floodProfile,
  floodRule,
  seedFlood,
} from './pack.ts';
export { crewLogins, floodPassword } from './people/staff.ts';
export { type FloodNodeId, streetFlood } from './people/units.ts';
export {
  type FloodReplay,
  floodnetReplay,
  gatewayMessages,
  type ReplayItem,
  type ReplaySpan,
  type ReplayStep,
} from './replay/floodnet-replay.ts';
export { type ReplayFigures, type SendReplayOptions, sendReplay, stepMsFor } from './replay/send-replay.ts';
