import { useSay } from '@liandong/console-kit';
import { useCallback } from 'react';
import { useOrganisations } from './admin-queries.ts';
import { useLinks, useNode } from './queries.ts';

/** The name of a node that we are, or are linked to; else its centre's name; its short id otherwise. */
export const useNodeName = (): ((id: string) => string) => {
  const say = useSay();
  const { data: node } = useNode();
  const { data: links } = useLinks();
  const { data: organisations } = useOrganisations();
  return useCallback(
    (id: string) => {
      if (node !== undefined && id === node.id) return say(node.name);
      const link = links?.find(({ peer }) => peer === id);
      if (link !== undefined) return say(link.peerName);
      const centre = organisations?.find((one) => one.node === id && one.kind === 'centre');
      return centre === undefined ? id : say(centre.name);
    },
    [say, node, links, organisations],
  );
};
