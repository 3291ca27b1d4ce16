"""Addresses of looking as somebody, the desks of the roles, and remarks."""

from django.urls import path

from baken.desks.people import landing, look_as, places, remarks

urlpatterns = [
    path("kijk-als/", look_as.look_as, name="look-as"),
    path("kijk-als/stoppen/", look_as.stop_looking_as, name="stop-looking-as"),
    path("kijk-als/<slug:role>/", look_as.look_as_role, name="look-as-role"),
    path("bureau/", landing.desk, name="desk"),
    path("bureau/resident/", landing.resident, name="desk-resident"),
    path("bureau/gebiedsmanager/", landing.gebiedsmanager, name="desk-gebiedsmanager"),
    path("bureau/wijkagent/", landing.wijkagent, name="desk-wijkagent"),
    path("bureau/coordinator/", landing.coordinator, name="desk-coordinator"),
    path("bureau/policy-adviser/", landing.policy_adviser, name="desk-policy-adviser"),
    path("bureau/programme-manager/", landing.programme_manager, name="desk-programme-manager"),
    path("bureau/executive/", landing.executive, name="desk-executive"),
    path("bureau/council-member/", landing.council_member, name="desk-council-member"),
    path("naar-gebied/", places.to_area, name="to-area"),
    path("toelichtingen/", remarks.newest, name="newest-remarks"),
    path("toelichtingen/<slug:code>/", remarks.of_area, name="remarks"),
    path("toelichtingen/<slug:code>/schrijven/", remarks.write, name="write-remark"),
    path("toelichting/<uuid:identifier>/", remarks.one, name="remark"),
    path("toelichting/<uuid:identifier>/intrekken/", remarks.withdraw_own, name="withdraw-remark"),
]
