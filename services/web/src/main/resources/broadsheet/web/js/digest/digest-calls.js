const EVERY_DAY = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The calls about the mailed digest. A schedule is `{id, name, days, at: "07:30", zone, …}`; there is one at most. */
export const digestCalls = (client) => ({
  async schedule() {
    return (await client.all('/digest-schedules'))[0] ?? null;
  },

  /** Sets the time of day and the zone; whatever else the schedule holds stays. */
  async save(schedule, { at, zone }) {
    return schedule
      ? client.put(`/digest-schedules/${encodeURIComponent(schedule.id)}`, { ...settable(schedule), at, zone })
      : client.post('/digest-schedules', { name: 'Daily', days: EVERY_DAY, at, zone });
  },

  stop: ({ id }) => client.delete(`/digest-schedules/${encodeURIComponent(id)}`),
});

/** What a person may set; the rest of an answer (id, times) is the server's own and would be refused. */
function settable(schedule) {
  const names = ['name', 'days', 'size', 'layout', 'scope'];
  return Object.fromEntries(names.filter((name) => schedule[name] != null).map((name) => [name, schedule[name]]));
}
