# Photos, findings, records.
photo-of-card = Photo { $n }
photo-take = Take a photo
photo-alt = Photo: { $what }
photo-alt-plain = Photo of the car
photo-waits = Photo on its way
photo-remove = Remove
photo-to-send = Photos still to send: { $n }
photo-not-sent = Photos not sent yet: { $n }; they go when the network is back
photo-refused = Photos that cannot be sent: { $n }
photo-refused-forget = Got it, leave it
photo-walk-round = Photos of the walk-round
photo-send = Attach
field-photo = Photo
field-photos = Photos
field-walk_round-photos = Photos of the walk-round
field-add_on = Add-on
photo-and-records = Photos and records
photo-follows = Taking it records it; the picture follows by itself.
photo-no-script = Scripts are off in this browser, so no photo can be taken.
photo-no-room = This device has no room for the photo. Make room and take it again.
card-walk-round-short = Walk-round

finding-title = What was found
finding-other = More about it, or something else
finding-speak = Speak
finding-listening = Listening; tap again to stop
finding-not-heard = Not understood. Say it again, or type.
finding-go-on = Can go on
finding-go-on-more = The rest of the work continues
finding-wait = Must wait
finding-wait-more = The car stops for the answer
finding-urgency-safety = Dangerous, not to be driven so
finding-urgency-soon = Due by the next visit
finding-urgency-advice = May be done or left

record-title = Records
record-warranty = Warranty finding
record-quality = Quality report
record-hard_case = Fault case
record-when-warranty = May be warranty: for the warranty assessor
record-when-quality = First-time, frequent or dangerous
record-when-hard_case = New to this shop, or hard to find
record-kind = What kind
record-what = What it shows, why, what was done
record-none = No records yet.
record-list = { $n ->
    [one] 1 record
   *[other] { $n } records
  }
record-most = Only the latest { $n }.

card-done-attach_photo = Photo attached
card-done-raise_record = Record raised
story-photo_attached = attached a photo
story-photo_attached_add_on = attached a photo to an add-on
story-record_raised = raised a { $kind }
story-with-photos = { $count ->
    [one] 1 photo
   *[other] { $count } photos
  }
