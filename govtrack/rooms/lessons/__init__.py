"""The lessons' room: what was learnt, across collaborations, for whoever begins the next one."""
