import { useSay } from '@liandong/console-kit';
import { useCallback } from 'react';
import { useLinks, useNode } from './queries.ts';

/** The name of a node that we are, or are linked to; its short id otherwise. */
export const useNodeName = (): ((id: string) => string) => {
  const say = useSay();
  const { data: node } = useNode();
  const { data: links } = useLinks();
  return useCallback(
    (id: string) => {
      if (node !== undefined && id === node.id) return say(node.name);
      const link = links?.find(({ peer }) => peer === id);
      return link === undefined ? id : say(link.peerName);
    },
    [say, node, links],
  );
};
