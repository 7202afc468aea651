"""What each command could be asked with while fingerprints had their first form, up to 0.1 (see
`fingerprints.py`), and the parts some of them are made of; what came later behind `|`. Nothing is
added here: it says what was, so that a request is known again that an old answer was kept for."""

Groups = tuple[tuple[str, ...], ...]

_WRITTEN = """
book_card: customer vehicle requests kind planned_minutes price_fen promise_at advisor
    wash waiting_on_site old_parts order_no remark appointment_at
Customer: name title phone
Vehicle: model plate vin odometer
open_card: customer vehicle requests kind planned_minutes price_fen promise_at advisor
    wash waiting_on_site old_parts order_no remark
edit_card: customer vehicle requests kind planned_minutes price_fen promise_at advisor
    wash waiting_on_site old_parts order_no remark
reschedule_card: appointment_at reason
confirm_due:
arrive:
mark_no_show:
check_in: promise_at price_fen planned_minutes odometer keys_tag walk_round
WalkRound: note belongings | photos
cancel_card: reason
dispatch_card: team technicians bay before
prioritise_card: reason flag on before
put_back: lane reason
start_work: technician switch
pause_work: reason note parts_expected_at technician
resume_work: technician switch
hand_work_over: to technician
correct_interval: interval start to reason
finish_work: technician cause work_done result
report_delay: minutes reason
expect_parts: expected_at note
parts_arrived: note
add_note: text
report_add_on: what urgency can_go_on parts minutes price_fen | photos
price_add_on: add_on price_fen minutes
answer_add_on: add_on offer answer channel spoke_to promise_at
inform_workshop: add_on person
attach_photo: photo add_on
repromise: promise_at price_fen reason consent within_range
Consent: channel spoke_to
answer_enquiry: on_time minutes_left reason
raise_record: kind note photos
finish_duty: duty outcome note
open_duty: kind about
escalate_duty: duty
sign_check: level passed items faults road_test_km pin
start_wash:
finish_wash: parking
check_bill: price_fen difference
return_bill: reason
move_to_ready: parking
hand_over:
tell_customer: about channel outcome promise spoke_to note
undo:
reopen_card: reason
add_team: team name
change_team: team name
add_person: person name roles team skills pin
change_person: person name roles team skills active
mark_absent: person day absent
set_day: day open opens closes
set_overtime: team day until
name_stand_in: person day
change_pin: old new
change_settings: opens closes break_from break_to open_weekdays bays after_work_minutes
    after_work_with_wash_minutes undispatched_minutes tablet_idle_minutes
    personal_idle_minutes name_is_enough_on_team_tablets signature_needs_pin undo_seconds
    wall_stack | range_minutes range_percent range_most_fen | call_half_a_day_before
    reception_minutes reception_peak_minutes peak_from peak_to not_come_minutes
    not_arrived_minutes enquiry_percent enquiry_due_percent consent_minutes late_call_minutes
    notice_minutes long_notice_minutes follow_up_days | public_holidays | review_morning
    review_noon review_afternoon review_grace_minutes
register_device: device kind team
make_token: person label
withdraw_token: token
add_wall: name view teams language inches metres stack
change_wall: wall name view teams language inches metres stack
renew_wall: wall
withdraw_wall: wall
begin_demo_day: day
open_review: session
mark_attendance: review people
turn_review: review part
add_countermeasure: review kind owner due_at note team technicians until
close_review: review
explain_missed_review: review reason
finish_countermeasure: countermeasure note
expect_review: session day
miss_review: review
escalate_countermeasure: countermeasure
settle_countermeasure: countermeasure
"""


def _read(text: str) -> dict[str, Groups]:
    """Name → its arguments, in the groups in which they came."""
    entries = text.strip().replace("\n    ", " ").splitlines()
    named = (entry.partition(":") for entry in entries)
    return {name: _groups(rest) for name, _, rest in named}


def _groups(text: str) -> Groups:
    return tuple(tuple(group.split()) for group in text.split("|"))


FIRST = _read(_WRITTEN)
