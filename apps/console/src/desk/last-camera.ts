/** Where the map of the desk stands, for those who ask what is near. */
type Place = { readonly lon: number; readonly lat: number };

let last: Place | undefined;

export const tellCamera = (place: Place): void => {
  last = place;
};

export const lastCamera = (): Place | undefined => last;
