/** The thing model of a FloodNet sensor in `profiles/us-nyc/terminal-types.json`. */
export const sensorType = 'streetFloodSensor';
/** The name under which it sends its depth of water over the street, in inches as published. */
export const depthKey = 'depthInch';
