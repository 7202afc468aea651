# Appointments by half-hour against capacity.
appt-come = here
appt-hours = { $n } h
appt-title = Appointments
appt-of = { $n }/{ $of } h
appt-over = over
appt-late = not here
appt-other = later
appt-about = Each half-hour: hours booked / hours of labour there. A car takes one person from its appointment until its planned time is done; what can be done depends on the technicians there that day and the bays.
