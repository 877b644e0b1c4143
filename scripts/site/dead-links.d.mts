/** `page: target` for each link within the site that leads to no file or anchor. */
export function findDeadLinks(site: string): readonly string[];
